using System.Collections.Concurrent;

namespace Bourse.Drills.Load;

/// <summary>
/// Sends orders when they fall due, whatever became of those before, and keeps what the clients were told.
/// </summary>
internal sealed class OpenLoop : IDisposable
{
    // Clients that wait for an answer; a machine has no more connections than it can hold.
    private const int RunningMax = 5000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly OrderMint _mint;
    private readonly OrderSender _sender;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly ConcurrentQueue<DrillOrder> _orders = new();
    private readonly Task _dispatch;

    private double _ratePerSecond;
    private long _acked;
    private int _running;

    public OpenLoop(OrderMint mint, double ratePerSecond, TimeProvider clock)
    {
        _mint = mint;
        _ratePerSecond = ratePerSecond;
        _clock = clock;
        _sender = new OrderSender(clock);
        StartedAt = clock.GetTimestamp();
        _dispatch = Task.Run(DispatchAsync);
    }

    public long StartedAt { get; }

    /// <summary>Orders whose clients know that they are accepted.</summary>
    public long Acked => Interlocked.Read(ref _acked);

    /// <summary>Orders whose clients do not know yet.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Every order that fell due so far.</summary>
    public IReadOnlyList<DrillOrder> Orders => [.. _orders];

    /// <summary>From now on so many orders fall due in a second.</summary>
    public void ChangeRate(double ratePerSecond) => Volatile.Write(ref _ratePerSecond, ratePerSecond);

    /// <summary>Returns when so many more orders were acked.</summary>
    /// <exception cref="DrillException">Patience ended.</exception>
    public async Task GoOnAsync(int count, TimeSpan patience, CancellationToken cancellation)
    {
        long start = _clock.GetTimestamp();
        for (long until = Acked + count; Acked < until;)
        {
            if (_clock.GetElapsedTime(start) > patience)
                throw new DrillException($"Trading does not go on: {Acked} acks after {patience.TotalSeconds:0} s.");
            await Task.Delay(PollInterval, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// No more orders fall due; returns when every client knows how its order ended, or patience did.
    /// </summary>
    public async Task StopAsync(TimeSpan patience)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _dispatch.ConfigureAwait(false);
        _giveUp.CancelAfter(patience);
        while (Running > 0) await Task.Delay(PollInterval).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _giveUp.Dispose();
    }

    private async Task DispatchAsync()
    {
        using var timer = new PeriodicTimer(Tick);
        double due = 0;
        int number = 0;
        long last = StartedAt;
        while (!_stop.IsCancellationRequested)
        {
            long now = _clock.GetTimestamp();
            double rate = Volatile.Read(ref _ratePerSecond);
            due += _clock.GetElapsedTime(last, now).TotalSeconds * rate;
            // An order that fell due a while ago counts from then on: clients do not wait for a slow sender.
            for (; due >= 1 && Running < RunningMax; due--)
                Send(number++, now - (long)((due - 1) / rate * _clock.TimestampFrequency));
            due = Math.Min(due, 1);
            last = now;
            await timer.WaitForNextTickAsync().ConfigureAwait(false);
        }
    }

    private void Send(int number, long dueAt)
    {
        (DrillOrder order, LoadGroup group) = _mint.Next(number, dueAt);
        _orders.Enqueue(order);
        Interlocked.Increment(ref _running);
        _ = Task.Run(() => RunAsync(order, group));
    }

    private async Task RunAsync(DrillOrder order, LoadGroup group)
    {
        try
        {
            await _sender.RunAsync(order, group, _giveUp.Token).ConfigureAwait(false);
            if (order.IsAcked) Interlocked.Increment(ref _acked);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or KeyNotFoundException or FormatException)
        {
            order.WrongAnswer = $"an answer that cannot be read: {e.Message}";
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
