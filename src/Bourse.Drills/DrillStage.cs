using System.Globalization;
using Bourse.Drills.Load;
using Bourse.Drills.Reports;
using Bourse.Drills.Venue;
using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills;

/// <summary>What a drill acts on while it runs, and where it writes down what it saw.</summary>
internal sealed class DrillStage(Fleet fleet, OpenLoop load, StageEndpoints endpoints, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    // So many acks cannot come from one node alone before the fault is felt.
    private const int ManyAcks = 100;

    private readonly List<FaultWindow> _windows = [];
    private readonly List<Check> _checks = [];
    private readonly List<string> _notes = [];

    public Fleet Fleet => fleet;

    public OpenLoop Load => load;

    public StageEndpoints Endpoints => endpoints;

    /// <summary>An account that no order of the load belongs to, for what a drill sends by itself.</summary>
    public required DrillAccount Account { get; init; }

    public IReadOnlyList<FaultWindow> Windows => _windows;

    public IReadOnlyList<Check> Checks => _checks;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Orders that a drill sent besides the load, for the audit.</summary>
    public List<DrillOrder> OwnOrders { get; } = [];

    public long Now => clock.GetTimestamp();

    public IEnumerable<Part> Nodes => fleet.Parts.Where(part => part.Kind == PartKind.Node);

    public IEnumerable<Part> LoadBalancers => fleet.Parts.Where(part => part.Kind == PartKind.LoadBalancer);

    /// <summary>Does something and measures gaps from its beginning until it and its consequences are over.</summary>
    public Task DuringAsync(string what, Func<Task> action) => DuringAsync(what, isHealing: false, action);

    /// <summary>The same for the healing, which no limit is for.</summary>
    public Task HealingAsync(Func<Task> action) => DuringAsync("healing", isHealing: true, action);

    private async Task DuringAsync(string what, bool isHealing, Func<Task> action)
    {
        long from = Now;
        Note(what);
        try
        {
            await action().ConfigureAwait(false);
        }
        finally
        {
            _windows.Add(new FaultWindow(what, from, Now, isHealing));
        }
    }

    /// <summary>Returns when the clients got many more acks.</summary>
    public Task TradeOnAsync(CancellationToken cancellation) => load.GoOnAsync(ManyAcks, Patience, cancellation);

    /// <summary>Trading goes on for a while under whatever there is now.</summary>
    public Task TradeForAsync(TimeSpan time, CancellationToken cancellation) =>
        Task.Delay(time, clock, cancellation);

    /// <summary>How long it took from now until a condition held.</summary>
    /// <exception cref="DrillException">Patience ended.</exception>
    public async Task<TimeSpan> TimeUntilAsync(
        string what, Func<Task<bool>> condition, CancellationToken cancellation)
    {
        long start = Now;
        while (!await condition().ConfigureAwait(false))
        {
            if (clock.GetElapsedTime(start) > Patience)
                throw new DrillException($"After {Patience.TotalSeconds:0} s still not: {what}.");
            await Task.Delay(PollInterval, cancellation).ConfigureAwait(false);
        }
        TimeSpan took = clock.GetElapsedTime(start);
        Note($"{what}: after {took.TotalMilliseconds:0} ms");
        return took;
    }

    /// <summary>The status in which the databases have a leader and someone who confirms.</summary>
    public Task<FleetStatus> ReplicatedAsync(CancellationToken cancellation) =>
        fleet.WaitAsync("all replicate", status => status.IsReplicated, Patience, cancellation);

    /// <summary>Returns the first status of which a condition holds.</summary>
    public Task<FleetStatus> WaitAsync(
        string what, Func<FleetStatus, bool> condition, CancellationToken cancellation) =>
        fleet.WaitAsync(what, condition, Patience, cancellation);

    /// <summary>An order that rests, for the drill to send by itself; the audit knows of it.</summary>
    public DrillOrder OwnOrder(string clientOrderId)
    {
        var order = new DrillOrder
        {
            Account = Account,
            ClientOrderId = clientOrderId,
            IsBuy = true,
            Price = 1.00m,
            Quantity = 1.00m,
            IsCrossing = false,
            Group = "",
            DueAt = Now,
        };
        lock (OwnOrders) OwnOrders.Add(order);
        return order;
    }

    /// <summary>Whether every load balancer that runs sends requests to so many nodes.</summary>
    public async Task<bool> AreUpAsync(int nodes)
    {
        int[] up = await Task.WhenAll(LoadBalancers.Select(endpoints.NodesUpAsync)).ConfigureAwait(false);
        return up.All(count => count == nodes);
    }

    public void Note(string text) => _notes.Add(string.Create(
        CultureInfo.InvariantCulture, $"{clock.GetElapsedTime(load.StartedAt).TotalSeconds:0.0} s: {text}"));

    public void Check(string what, string limit, string measured, bool passed) =>
        _checks.Add(new Check(what, limit, measured, passed));

    /// <summary>Something that must not take longer.</summary>
    public void CheckTime(string what, TimeSpan max, TimeSpan measured) => _checks.Add(new Check(
        what, $"at most {Text(max)}", Text(measured), measured <= max, IsTiming: true));

    /// <summary>Something else that depends on the machine's speed.</summary>
    public void CheckSpeed(string what, string limit, string measured, bool passed) =>
        _checks.Add(new Check(what, limit, measured, passed, IsTiming: true));

    private static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
