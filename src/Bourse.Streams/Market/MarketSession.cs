using System.Text;
using System.Text.Json;
using Bourse.Streams.Events;
using Bourse.Streams.ListenKeys;
using Bourse.Streams.Sockets;

namespace Bourse.Streams.Market;

/// <summary>One client of the market streams: its subscriptions and its requests.</summary>
internal sealed class MarketSession : ISocketHandler, IStreamClient
{
    private readonly StreamServices _services;
    private readonly Dictionary<string, StreamSubscription?> _subscriptions = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Lock _gate = new();
    private readonly Task _opening;
    private readonly ListenKeySubscriptions? _listenKeys;
    private volatile StreamForm _form;
    private bool _isClosed;

    public MarketSession(SocketSession session, StreamServices services)
    {
        (Session, _services) = (session, services);
        HandshakePath path = HandshakePath.Of(session.Handshake);
        _form = path.Form;
        _listenKeys = services.ListenKeys?.Open(session, () => _form, path.Names.Count > 0);
        _opening = path.Names.Count == 0 ? Task.CompletedTask : OpenAsync(path.Names);
    }

    public SocketSession Session { get; }

    public StreamForm Form => _form;

    public async ValueTask OnMessageAsync(ReadOnlyMemory<byte> message)
    {
        await _opening.ConfigureAwait(false);
        StreamFault? fault = StreamRequest.TryParse(message, out StreamRequest request);
        fault ??= request.Method switch
        {
            "SUBSCRIBE" => await SubscribeAsync(request).ConfigureAwait(false),
            "UNSUBSCRIBE" => Unsubscribe(request),
            "LIST_SUBSCRIPTIONS" => List(request),
            "SET_PROPERTY" => SetProperty(request),
            _ => GetProperty(request),
        };
        if (fault is not null) Session.Send(fault.ToJson(request.Id));
    }

    public void OnShutdown(long atUs)
    {
        long time = (_form & StreamForm.Microseconds) != 0 ? atUs : atUs / 1000;
        string bare = $"{{\"e\":\"serverShutdown\",\"E\":{time}}}";
        bool isCombined = (_form & StreamForm.Combined) != 0;
        Session.Send(Encoding.UTF8.GetBytes(isCombined ? $"{{\"stream\":\"!serverShutdown\",\"data\":{bare}}}" : bare));
    }

    public void OnClosed()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (StreamSubscription? subscription in _subscriptions.Values)
                if (subscription is not null) _services.Market.Hub.Unsubscribe(subscription);
            _subscriptions.Clear();
        }
        _listenKeys?.Dispose();
    }

    public void OnLost(EventStream stream) =>
        Session.Close(CloseCode.PolicyViolation, $"Events of {stream.Name} were lost: the node or you are too slow.");

    /// <summary>Subscribes to what the URL names; a fault closes, for nobody waits for an answer.</summary>
    private async Task OpenAsync(IReadOnlyList<string> names)
    {
        // The socket's reader goes on meanwhile: without this a slow log would hold up pings and the close.
        await Task.Yield();
        try
        {
            if (await SubscribeAsync(names, () => { }).ConfigureAwait(false) is not { } fault) return;
            Session.Send(fault.ToJson("null"));
            Session.Close(CloseCode.PolicyViolation, "A stream cannot be resumed.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Session.Close(CloseCode.InternalError, "The streams could not be opened. Try another node.");
        }
    }

    private async ValueTask<StreamFault?> SubscribeAsync(StreamRequest request)
    {
        if (!request.HasOnlyTexts) return StreamFault.NoStreamName;
        string[] names = [.. request.Parameters.Select(parameter => parameter.GetString()!)];
        return await SubscribeAsync(names, () => Answer(request, "null")).ConfigureAwait(false);
    }

    /// <summary>All of them, or with a fault none.</summary>
    private async ValueTask<StreamFault?> SubscribeAsync(IReadOnlyList<string> texts, Action answer)
    {
        var names = new List<StreamName>(texts.Count);
        foreach (string text in texts)
        {
            if (!StreamName.TryParse(text, out StreamName name)) return StreamFault.BadPosition(name.Name);
            if (_subscriptions.ContainsKey(name.Name) || names.Exists(other => other.Name == name.Name)) continue;
            names.Add(name);
            if (_names.Count + names.Count > _services.Options.StreamsPerSessionMax)
                return StreamFault.TooManyStreams(_services.Options.StreamsPerSessionMax);
        }
        foreach (StreamName name in names)
        {
            if (name.After is { } after && await IsAheadAsync(after).ConfigureAwait(false))
                return StreamFault.TooFarAhead(name, _services.Market.Sequence);
            if (_listenKeys?.IsOfUnknownKey(name.Name) == true)
                await _services.BarrierAsync(CancellationToken.None).ConfigureAwait(false);
        }
        return Begin(names, answer);
    }

    /// <summary>
    /// Another node may have shown more than this one knows yet; but no node shows more than the log has.
    /// </summary>
    private async ValueTask<bool> IsAheadAsync(StreamPosition after)
    {
        if (after.Sequence <= _services.Market.Sequence) return false;
        await _services.BarrierAsync(CancellationToken.None).ConfigureAwait(false);
        return after.Sequence > _services.Market.Sequence;
    }

    private StreamFault? Begin(List<StreamName> names, Action answer)
    {
        StreamHub hub = _services.Market.Hub;
        var begun = new StreamSubscription?[names.Count];
        for (int i = 0; i < begun.Length; i++)
        {
            if (_services.Market.Find(names[i].Name) is not { } stream) continue;
            if (names[i].After is not { } after) begun[i] = hub.Subscribe(stream, this);
            else if (hub.TryResume(stream, this, after, out begun[i]) != ResumeFault.None)
                return StreamFault.TooFarBack(names[i], stream.Floor);
        }
        if (_listenKeys?.Open(names) is { } fault) return fault;
        answer();
        lock (_gate)
        {
            if (_isClosed) return null;
            for (int i = 0; i < begun.Length; i++)
            {
                _names.Add(names[i].Name);
                _listenKeys?.Start(names[i].Name);
                _subscriptions[names[i].Name] = begun[i];
                if (begun[i] is { } subscription) _ = hub.CatchUpAsync(subscription);
            }
        }
        return null;
    }

    private StreamFault? Unsubscribe(StreamRequest request)
    {
        if (!request.HasOnlyTexts) return StreamFault.NoStreamName;
        lock (_gate)
        {
            foreach (JsonElement parameter in request.Parameters)
            {
                string name = parameter.GetString()!;
                if (!_subscriptions.Remove(name, out StreamSubscription? subscription)) continue;
                _names.Remove(name);
                _listenKeys?.End(name);
                if (subscription is not null) _services.Market.Hub.Unsubscribe(subscription);
            }
        }
        Answer(request, "null");
        return null;
    }

    private StreamFault? List(StreamRequest request)
    {
        Answer(request, JsonSerializer.Serialize(_names, RelaxedJson.Options));
        return null;
    }

    private StreamFault? SetProperty(StreamRequest request)
    {
        if (PropertyFault(request, count: 2) is { } fault) return fault;
        if (request.Parameters.Count < 2) return StreamFault.NoBoolean;
        JsonValueKind value = request.Parameters[1].ValueKind;
        if (value is not (JsonValueKind.True or JsonValueKind.False)) return StreamFault.NoBoolean;
        StreamForm unit = _form & StreamForm.Microseconds;
        _form = value == JsonValueKind.True ? unit | StreamForm.Combined : unit;
        Answer(request, "null");
        return null;
    }

    private StreamFault? GetProperty(StreamRequest request)
    {
        if (PropertyFault(request, count: 1) is { } fault) return fault;
        Answer(request, (_form & StreamForm.Combined) != 0 ? "true" : "false");
        return null;
    }

    private static StreamFault? PropertyFault(StreamRequest request, int count)
    {
        if (request.Parameters.Count > count) return StreamFault.TooManyParameters;
        if (request.Parameters.Count == 0 || request.Parameters[0].ValueKind != JsonValueKind.String)
            return StreamFault.NoPropertyName;
        return request.Parameters[0].ValueEquals("combined") ? null : StreamFault.UnknownProperty;
    }

    private void Answer(StreamRequest request, string result) =>
        Session.Send(Encoding.UTF8.GetBytes($"{{\"result\":{result},\"id\":{request.Id}}}"));
}
