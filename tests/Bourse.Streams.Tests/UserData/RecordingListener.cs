using System.Text;
using Bourse.Streams.Sockets;
using Bourse.Streams.UserData;

namespace Bourse.Streams.Tests.UserData;

/// <summary>A client that keeps what it is sent.</summary>
internal sealed class RecordingListener : IUserDataListener
{
    private readonly Lock _gate = new();
    private readonly List<string> _messages = [];

    /// <summary>Subscriptions that ended.</summary>
    public List<int> Ended { get; } = [];

    public UserDataSubscription? Subscription { get; set; }

    /// <summary>What the client still has to take; null for one that takes all at once.</summary>
    public SemaphoreSlim? Takes { get; init; }

    /// <summary>How many wait to be taken.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _messages.Count;
        }
    }

    public void OnEvent(SharedFrame frame)
    {
        lock (_gate) _messages.Add(Encoding.UTF8.GetString(frame.Payload));
    }

    public void OnEnded(int subscriptionId) => Ended.Add(subscriptionId);

    public Task DrainedAsync() => Takes?.WaitAsync() ?? Task.CompletedTask;

    /// <summary>What came since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_gate)
        {
            string[] taken = [.. _messages];
            _messages.Clear();
            return taken;
        }
    }
}
