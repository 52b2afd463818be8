using System.Buffers;
using Bourse.Api.Catalog;
using Bourse.Streams.UserData;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Streams.Tests.UserData;

/// <summary>What a node has for user data, without a log: the state machine, the catalog and the streams.</summary>
internal sealed class UserNode : IDisposable
{
    private readonly ReferenceCatalog _catalog = new();

    public UserNode(UserDataOptions? options = null)
        : this(new StateMachine(), [], options)
    {
    }

    private UserNode(StateMachine machine, ReadOnlySpan<byte> state, UserDataOptions? options)
    {
        Machine = machine;
        Streams = new UserDataStreams(_catalog, options);
        _catalog.Load([], View);
        Streams.Load(state, View);
    }

    public StateMachine Machine { get; }

    public UserDataStreams Streams { get; }

    public VenueView View => Machine.View;

    public EventBuffer Events { get; } = new();

    /// <summary>A node that starts from what another one has saved.</summary>
    public static UserNode StartFrom(UserNode other, UserDataOptions? options = null)
    {
        var machine = new ArrayBufferWriter<byte>();
        var streams = new ArrayBufferWriter<byte>();
        other.Machine.WriteSnapshot(machine);
        other.Streams.Save(streams);
        return new UserNode(StateMachine.ReadSnapshot(machine.WrittenSpan), streams.WrittenSpan, options);
    }

    /// <summary>A node that starts from the state alone, as if the streams had not been there before.</summary>
    public static UserNode StartWithout(UserNode other)
    {
        var machine = new ArrayBufferWriter<byte>();
        other.Machine.WriteSnapshot(machine);
        return new UserNode(StateMachine.ReadSnapshot(machine.WrittenSpan), [], null);
    }

    public void Apply(Entry entry)
    {
        Machine.Apply(in entry, Events);
        _catalog.OnEntry(in entry, Events, View);
        Streams.OnEntry(in entry, Events, View);
    }

    /// <summary>
    /// A client that gets an account's events from now on, or after one that it saw; with key 0 none can be taken
    /// away.
    /// </summary>
    public RecordingListener Listen(
        int account, string? after = null, bool microseconds = false, int subscriptionId = 0, int keyId = 0)
    {
        ResumeFault fault =
            TryListen(account, after, out RecordingListener listener, microseconds, subscriptionId, keyId);
        Assert.Equal(ResumeFault.None, fault);
        return listener;
    }

    public ResumeFault TryListen(
        int account, string? after, out RecordingListener listener, bool microseconds = false, int subscriptionId = 0,
        int keyId = 0)
    {
        listener = new RecordingListener();
        var request = new UserDataRequest
        {
            AccountId = account,
            KeyId = keyId,
            SubscriptionId = subscriptionId,
            Microseconds = microseconds,
            After = after is null ? null : Position(after),
        };
        long expiresAtUs = View.Key(keyId)?.ExpiresAtUs ?? 0;
        Streams.TryOpen(
            in request, expiresAtUs, listener, out UserDataSubscription? subscription, out ResumeFault fault);
        listener.Subscription = subscription;
        subscription?.Start();
        return fault;
    }

    /// <summary>What a client was sent since it was last asked.</summary>
    public IReadOnlyList<string> Told(RecordingListener listener)
    {
        Streams.Drain();
        return listener.Take();
    }

    public void Dispose() => Streams.Dispose();

    private static StreamPosition Position(string text)
    {
        Assert.True(StreamPosition.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out StreamPosition position));
        return position;
    }
}
