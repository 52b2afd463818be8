using System.Globalization;
using Bourse.Log;
using Bourse.Log.Postgres;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Bourse.Redis.Tail;

/// <summary>
/// Tells other nodes of what this one appended, once it is replicated, and hands what they tell to the log, which takes what is next
/// and reads the table for the rest. A message may be lost, late, doubled or garbage: that costs time and nothing else, so no append
/// waits for Redis and nobody hears of its faults.
/// </summary>
public sealed partial class RedisTail : IAsyncDisposable
{
    /// <summary>Larger entries are rare, and read from the table.</summary>
    private const int PayloadBytesMax = 1024 * 1024;

    /// <summary>A Redis that hangs must not fill this process's memory.</summary>
    private const int UnconfirmedBytesMax = 16 * 1024 * 1024;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private readonly RedisLink _link;
    private readonly PostgresLog _log;
    private readonly RedisChannel _channel;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private ChannelMessageQueue? _messages;
    private int _unconfirmedBytes;

    /// <summary>Begins at once, or as soon as Redis is there.</summary>
    public RedisTail(RedisLink link, PostgresLog log, ILogger<RedisTail> logger)
    {
        ArgumentNullException.ThrowIfNull(log);
        (_link, _log, _logger) = (link, log, logger);
        _channel = Channel(log);
        log.Appended = Publish;
        _following = Task.Run(SubscribeAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _log.Appended = null;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        // Not told to the server: it may be away, and the connection ends soon.
        if (_messages is not null) await _messages.UnsubscribeAsync(CommandFlags.FireAndForget).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>When the log was begun is part of it: another venue's log on the same Redis must not be taken for this one.</summary>
    internal static RedisChannel Channel(PostgresLog log) => RedisChannel.Literal(string.Create(
        CultureInfo.InvariantCulture, $"{RedisLink.KeyPrefix}tail:{log.LogId}:{log.BegunAtUs}"));

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

    /// <summary>Until it has succeeded once; after that the client subscribes again by itself.</summary>
    private async Task SubscribeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _messages = await _link.Subscriber.SubscribeAsync(_channel).ConfigureAwait(false);
                _messages.OnMessage(message => Receive(message.Message));
                LogFollowing();
                return;
            }
            catch (Exception)
            {
                await Task.Delay(RetryInterval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Receive(byte[]? message)
    {
        if (!TailMessage.TryDecode(_log.LogId, message, out LogEntry entry)) TailMetrics.Receive("unreadable");
        else TailMetrics.Receive(_log.Offer(in entry) ? "taken" : "known-or-ahead");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The log's tail comes from Redis.")]
    private partial void LogFollowing();
}
