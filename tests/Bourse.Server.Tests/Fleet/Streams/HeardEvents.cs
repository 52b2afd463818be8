using System.Text;
using System.Text.RegularExpressions;
using Bourse.Streams;

namespace Bourse.Server.Tests.Fleet.Streams;

/// <summary>
/// All that a client heard, over one connection or several after each other: each stream's events in their order.
/// </summary>
internal sealed partial class HeardEvents
{
    /// <summary>What a node says when it is about to stop; it is no event of a stream.</summary>
    public const string Shutdown = "!serverShutdown";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Event>> _streams = new(StringComparer.Ordinal);
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes in an event with all that it is wrapped in. Every one ends with its position.</summary>
    public void Add(string stream, string text)
    {
        StreamPosition position = default;
        if (stream != Shutdown)
        {
            Match last = LastField().Match(text);
            if (!last.Success || !StreamPosition.TryParse(Encoding.ASCII.GetBytes(last.Groups[1].Value), out position))
                throw new InvalidDataException($"An event does not end with its position: {text}");
        }
        TaskCompletionSource more;
        lock (_gate)
        {
            if (!_streams.TryGetValue(stream, out List<Event>? events)) _streams.Add(stream, events = []);
            events.Add(new Event(text, position));
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        more.SetResult();
    }

    public int Count(string stream)
    {
        lock (_gate) return _streams.TryGetValue(stream, out List<Event>? events) ? events.Count : 0;
    }

    /// <summary>A stream's events so far.</summary>
    public List<Event> Of(string stream)
    {
        lock (_gate) return _streams.TryGetValue(stream, out List<Event>? events) ? [.. events] : [];
    }

    /// <summary>The last one of a stream that something was heard of.</summary>
    public Event Newest(string stream)
    {
        lock (_gate) return _streams[stream][^1];
    }

    /// <summary>The last one's position; null when nothing was heard.</summary>
    public StreamPosition? Last(string stream)
    {
        lock (_gate) return _streams.TryGetValue(stream, out List<Event>? events) ? events[^1].Position : null;
    }

    /// <summary>Waits until a stream has so many events.</summary>
    public Task UntilAsync(string stream, int count) =>
        UntilAsync(() => Count(stream) >= count, $"{count} of {stream}");

    /// <summary>Waits until a stream has come to an entry of the log.</summary>
    public Task UntilAsync(string stream, long sequence) =>
        UntilAsync(() => Last(stream)?.Sequence >= sequence, $"{stream} to come to {sequence}");

    /// <param name="what">Said when it does not come.</param>
    /// <param name="patienceSeconds">Past it the test fails.</param>
    public async Task UntilAsync(Func<bool> holds, string what, int patienceSeconds = 60)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(patienceSeconds));
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (holds()) return;
                more = _more.Task;
            }
            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain for {what}");
            }
        }
    }

    [GeneratedRegex("\"seq\":\"([0-9.]+)\"\\}\\}$")]
    private static partial Regex LastField();

    /// <summary>A message as it came, and where its event stands.</summary>
    internal sealed record Event(string Text, StreamPosition Position);
}
