using System.Globalization;
using Bourse.Drills.Load;

namespace Bourse.Drills.Faults;

/// <summary>Three times as many orders as the fleet can take.</summary>
internal sealed class Overload : Drill
{
    private const double FirstRate = 200;
    private const double RateFactor = 1.4;
    private const double KeepsUpPart = 0.9;
    private const double GoodputPartMin = 0.8;
    private const double OverloadFactor = 3;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Overloaded = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(10);

    private double _peak;
    private double _goodput;
    private TimeSpan _recovery;

    public override string Name => "overload";
    public override string What =>
        "The rate is raised until the fleet no longer keeps up, then to three times its peak for 8 s.";
    public override string Limit =>
        "shed early with Retry-After; goodput at least 80 % of the peak; recovered within 10 s";
    public override LoadShape Load => new(RatePerSecond: FirstRate, CrossingPart: 0) { GivesUpWhenShed = true };

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        _peak = 0;
        double rate = FirstRate;
        for (bool keepsUp = true; keepsUp; rate *= RateFactor)
        {
            stage.Load.ChangeRate(rate);
            double acked = await AckedAsync(stage, Step, cancellation).ConfigureAwait(false);
            stage.Note(Text($"{rate:0} orders a second: {acked:0} acked"));
            _peak = Math.Max(_peak, acked);
            keepsUp = acked >= KeepsUpPart * rate;
        }
        await DrainAsync(stage, cancellation).ConfigureAwait(false);
        await stage.DuringAsync(Text($"{OverloadFactor * _peak:0} orders a second"), async () =>
        {
            stage.Load.ChangeRate(OverloadFactor * _peak);
            _goodput = await AckedAsync(stage, Overloaded, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        stage.Note(Text($"{_goodput:0} acked a second, {stage.Load.Running} under way"));
        _recovery = await DrainAsync(stage, cancellation).ConfigureAwait(false);
    }

    internal override void Judge(DrillStage stage, LoadFigures figures)
    {
        stage.CheckSpeed("goodput", Text($"at least {GoodputPartMin * _peak:0} a second, 80 % of the peak"),
            Text($"{_goodput:0} a second"), _goodput >= GoodputPartMin * _peak);
        stage.CheckTime("recovered", RecoveryMax, _recovery);
        int mute = stage.Load.Orders.Count(order => order.IsShedWithoutRetryAfter);
        stage.Check("orders shed without Retry-After", "0", $"{mute}", mute == 0);
        stage.Note(Text($"{stage.Load.Orders.Count(order => order.IsShed)} orders shed"));
    }

    private static async Task<double> AckedAsync(DrillStage stage, TimeSpan time, CancellationToken cancellation)
    {
        (long from, long before) = (stage.Now, stage.Load.Acked);
        await stage.TradeForAsync(time, cancellation).ConfigureAwait(false);
        return (stage.Load.Acked - before) / TimeProvider.System.GetElapsedTime(from).TotalSeconds;
    }

    // At a rate that it can take, until no more orders are under way than then are.
    private static Task<TimeSpan> DrainAsync(DrillStage stage, CancellationToken cancellation)
    {
        stage.Load.ChangeRate(FirstRate / 2);
        return stage.TimeUntilAsync("few orders are under way",
            () => Task.FromResult(stage.Load.Running < FirstRate / 4), cancellation);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
