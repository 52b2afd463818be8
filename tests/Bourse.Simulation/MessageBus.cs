namespace Bourse.Simulation;

/// <summary>The cache that carries the log's tail: fast, and never to be relied on.</summary>
internal sealed class MessageBus(Kernel kernel, FaultCounts faults)
{
    private readonly List<SimulatedLog> _subscribers = [];

    public bool IsDown { get; set; }

    public void Subscribe(SimulatedLog log) => _subscribers.Add(log);

    public void Leave(SimulatedLog log) => _subscribers.Remove(log);

    /// <summary>Tells every other node of an entry: once, twice, late or not at all.</summary>
    public void Publish(SimulatedLog from, Row row)
    {
        if (IsDown) return;
        foreach (SimulatedLog log in _subscribers)
        {
            if (log == from) continue;
            int copies = faults.Happens(FaultKind.Messages, 30) ? kernel.Dice.Pick(0, 2) : 1;
            for (int i = 0; i < copies; i++) Send(log, row);
        }
    }

    private void Send(SimulatedLog log, Row row)
    {
        long delayUs = kernel.Latency(50, 500);
        if (faults.Happens(FaultKind.Messages, 20)) delayUs += kernel.Dice.Between(1000, 200_000);
        kernel.After(log.Process, delayUs, () => log.Offer(row));
    }
}
