using System.Globalization;
using Bourse.Log;
using Bourse.Log.Postgres;
using StackExchange.Redis;

namespace Bourse.Redis.Tail;

/// <summary>
/// Tells other nodes of what this one appended, once it is replicated, and hands what they tell to the log, which takes what is next
/// and reads the table for the rest. A message may be lost, late, doubled or garbage: that costs time and nothing else, so no append
/// waits for Redis and nobody hears of its faults.
/// </summary>
public sealed class RedisTail : IAsyncDisposable
{
    /// <summary>Larger entries are rare, and read from the table.</summary>
    private const int PayloadBytesMax = 1024 * 1024;

    /// <summary>A Redis that hangs must not fill this process's memory.</summary>
    private const int UnconfirmedBytesMax = 16 * 1024 * 1024;

    private readonly RedisLink _link;
    private readonly PostgresLog _log;
    private readonly RedisChannel _channel;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<ChannelMessageQueue?> _listening;
    private int _unconfirmedBytes;

    /// <summary>Begins at once, or as soon as Redis is there.</summary>
    public RedisTail(RedisLink link, PostgresLog log)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(log);
        (_link, _log) = (link, log);
        _channel = Channel(log);
        log.Appended = Publish;
        _listening = ListenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _log.Appended = null;
        await _stop.CancelAsync().ConfigureAwait(false);
        if (await _listening.ConfigureAwait(false) is { } messages)
            await messages.UnsubscribeAsync(CommandFlags.FireAndForget).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>When the log was begun is part of it: another venue's log on the same Redis must not be taken for this one.</summary>
    internal static RedisChannel Channel(PostgresLog log) => RedisChannel.Literal(string.Create(
        CultureInfo.InvariantCulture, $"{RedisLink.KeyPrefix}tail:{log.LogId}:{log.BegunAtUs}"));

    /// <summary>Not waited for, and made once only: the client subscribes by itself whenever there is a server.</summary>
    private async Task<ChannelMessageQueue?> ListenAsync()
    {
        await _link.Found.WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_link.Found.IsCompletedSuccessfully) return null;
        ChannelMessageQueue messages = _link.Subscriber.Subscribe(_channel, CommandFlags.FireAndForget);
        messages.OnMessage(message => Receive(message.Message));
        return messages;
    }

    private void Publish(LogEntry entry)
    {
        if (entry.Payload.Length > PayloadBytesMax || Volatile.Read(ref _unconfirmedBytes) > UnconfirmedBytesMax)
        {
            TailMetrics.Publish("skipped");
            return;
        }
        _ = PublishAsync(TailMessage.Encode(_log.LogId, in entry));
    }

    private async Task PublishAsync(byte[] message)
    {
        Interlocked.Add(ref _unconfirmedBytes, message.Length);
        try
        {
            await _link.Subscriber.PublishAsync(_channel, message).ConfigureAwait(false);
            TailMetrics.Publish("sent");
        }
        catch (Exception)
        {
            // Others find the entry in the table; that Redis is away is the link's to tell.
            TailMetrics.Publish("failed");
        }
        finally
        {
            Interlocked.Add(ref _unconfirmedBytes, -message.Length);
        }
    }

    private void Receive(byte[]? message)
    {
        if (!TailMessage.TryDecode(_log.LogId, message, out LogEntry entry)) TailMetrics.Receive("unreadable");
        else TailMetrics.Receive(_log.Offer(in entry) ? "taken" : "known-or-ahead");
    }
}
