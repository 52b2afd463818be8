using System.Globalization;
using Bourse.Drills.Audit;
using Bourse.Drills.Http;
using Bourse.Drills.Load;
using Bourse.Drills.Reports;
using Bourse.Drills.Venue;
using Bourse.Zones;

namespace Bourse.Drills;

/// <summary>Runs drills on a fleet, one after the other: load, fault, healing, audit, report.</summary>
public sealed class DrillRunner
{
    private const string ExemptKey = "BOURSE_Limits__ExemptAddresses";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClientsPatience = TimeSpan.FromSeconds(60);

    private readonly Fleet _fleet;
    private readonly TextWriter _output;
    private readonly double? _ratePerSecond;
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <param name="ratePerSecond">Orders a second, instead of each drill's own.</param>
    /// <exception cref="DrillException">Clients of this machine would be limited by their address.</exception>
    public DrillRunner(Fleet fleet, TextWriter output, double? ratePerSecond = null)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _fleet = fleet;
        _output = output;
        _ratePerSecond = ratePerSecond;
        if (!fleet.Parts.Any(part => part.Definition.Environment.ContainsKey(ExemptKey)))
            throw new DrillException(
                $"The nodes of the fleet {fleet.Definition.Name} would limit the load by its address. Start it with\n"
                + $"  bourse zones up --set Limits:ExemptAddresses={fleet.Definition.Subnet}");
    }

    /// <summary>Runs one drill on a whole fleet and leaves it whole.</summary>
    /// <exception cref="DrillException">It came to no end.</exception>
    /// <exception cref="FleetException">The fleet cannot be made whole.</exception>
    public async Task<DrillReport> RunAsync(Drill drill, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(drill);
        if (drill.Missing is { } missing) throw new DrillException($"{drill.Name} needs {missing}");
        DateTimeOffset startedAt = _clock.GetUtcNow();
        using var endpoints = new StageEndpoints(_fleet);
        var health = new FleetHealth(_fleet, endpoints);
        await health.HealAsync(cancellation).ConfigureAwait(false);
        using var client = new OperatorClient(_fleet.Parts.First(part => part.Kind == PartKind.Node));
        string run = string.Create(CultureInfo.InvariantCulture, $"{startedAt.ToUnixTimeMilliseconds():X}");
        DrillVenue venue = await DrillVenue.PrepareAsync(client, run).ConfigureAwait(false);
        LoadShape shape = _ratePerSecond is { } rate ? drill.Load with { RatePerSecond = rate } : drill.Load;
        DrillAccounts accounts = await OpenAsync(venue, shape, "d" + run).ConfigureAwait(false);
        using OpenLoop load = StartLoad(shape, endpoints, accounts);
        var stage = new DrillStage(_fleet, load, endpoints, _clock) { Account = accounts.Own };
        bool isStopped = false;
        try
        {
            await RunAsync(drill, stage, health, cancellation).ConfigureAwait(false);
            isStopped = true;
            await load.StopAsync(ClientsPatience).ConfigureAwait(false);
            return await ReportAsync(drill, shape, stage, accounts, startedAt, cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (!isStopped) await load.StopAsync(TimeSpan.Zero).ConfigureAwait(false);
            await CancelAllAsync(accounts, endpoints).ConfigureAwait(false);
        }
    }

    private static async Task<DrillAccounts> OpenAsync(DrillVenue venue, LoadShape shape, string prefix) => new(
        prefix,
        await venue.OpenAsync(prefix + "-r", shape.RestingAccounts).ConfigureAwait(false),
        await venue.OpenAsync(prefix + "-x", shape.CrossingAccounts).ConfigureAwait(false),
        (await venue.OpenAsync(prefix + "-o", 1).ConfigureAwait(false))[0]);

    private OpenLoop StartLoad(LoadShape shape, StageEndpoints endpoints, DrillAccounts accounts)
    {
        IReadOnlyList<LoadGroup> groups = endpoints.Groups(withNodes: shape.DirectPart > 0);
        var mint = new OrderMint(shape, groups, accounts.Resting, accounts.Crossing, accounts.Prefix);
        return new OpenLoop(mint, shape.RatePerSecond, _clock);
    }

    // The fleet is healed whatever happens, and under load when nothing does.
    private static async Task RunAsync(
        Drill drill, DrillStage stage, FleetHealth health, CancellationToken cancellation)
    {
        try
        {
            await stage.TradeForAsync(WarmUp, cancellation).ConfigureAwait(false);
            await drill.RunAsync(stage, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await stage.HealingAsync(async () =>
            {
                await drill.HealAsync(stage).ConfigureAwait(false);
                await health.HealAsync().ConfigureAwait(false);
                await stage.TradeForAsync(CoolDown, CancellationToken.None).ConfigureAwait(false);
            }).ConfigureAwait(false);
            stage.Note("the fleet is whole");
        }
    }

    private async Task<DrillReport> ReportAsync(Drill drill, LoadShape shape, DrillStage stage,
        DrillAccounts accounts, DateTimeOffset startedAt, CancellationToken cancellation)
    {
        await _output.WriteLineAsync($"{drill.Name}: auditing {stage.Load.Orders.Count} orders").ConfigureAwait(false);
        var orders = new List<DrillOrder>([.. stage.Load.Orders, .. stage.OwnOrders]);
        AuditFindings findings = await new FleetAudit(_fleet, stage.Endpoints)
            .CheckAsync(orders, accounts, cancellation).ConfigureAwait(false);
        using var replicas = new FleetOperators(_fleet);
        var state = new StateAudit(replicas.Clients);
        StateHashes hashes = await state.CompareAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<string> proof = await state.ProveAsync().ConfigureAwait(false);
        var figures = new LoadFigures(stage.Load.Orders, stage.Windows, _clock);
        drill.Judge(stage, figures);
        return new ReportMaker(drill, shape, stage, figures).Make(findings, hashes, proof, startedAt,
            (_clock.GetUtcNow() - startedAt).TotalSeconds);
    }

    // The next drill begins with an empty book.
    private async Task CancelAllAsync(DrillAccounts accounts, StageEndpoints endpoints)
    {
        Endpoint[] balancers =
            [.. _fleet.Parts.Where(part => part.Kind == PartKind.LoadBalancer).Select(endpoints.Of)];
        await Task.WhenAll(accounts.All.Select((account, index) => balancers[index % balancers.Length].SendAsync(
            account.Sign("DELETE", "/api/v3/openOrders", $"symbol={account.Market.Symbol}"), ClientsPatience)))
            .ConfigureAwait(false);
    }
}
