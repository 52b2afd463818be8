using System.Globalization;
using Bourse.Drills.Http;
using Bourse.Drills.Load;
using Bourse.Zones;

namespace Bourse.Drills.Faults;

/// <summary>The clock of one node jumps, that of no other; libfaketime does it.</summary>
internal sealed class ClockJump : Drill
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private const int OutsideOfWindow = -1021;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Skewed = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    private Part? _node;

    public override string Name => "clock-jump";
    public override string What => "A node more; its clock jumps an hour ahead, back, an hour behind, and back.";
    public override string Limit => "no event out of order; signed requests refused only while the clock is wrong";
    public override string? Missing => File.Exists(Library) ? null : "libfaketime: apt-get install --yes faketime";

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        string file = Path.Combine(stage.Fleet.Definition.Folder, "faketime");
        await File.WriteAllTextAsync(file, "+0\n", cancellation).ConfigureAwait(false);
        // The monotonic clock goes on as it was: a machine's does, whatever is done to its time of day.
        _node = await stage.Fleet.AddNodeAsync(stage.Fleet.Zones[0], new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = file,
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            // Under the library the client of Redis takes a minute to connect; the clock is what this is about.
            ["BOURSE_CACHE"] = null,
        }, cancellation).ConfigureAwait(false);
        await ExpectAsync(stage, "before", isRefused: false, cancellation).ConfigureAwait(false);
        foreach (string offset in new[] { "+3600", "-3600" })
        {
            await stage.DuringAsync($"{_node.Name} at {offset} s", async () =>
            {
                await File.WriteAllTextAsync(file, offset + "\n", cancellation).ConfigureAwait(false);
                await ExpectAsync(stage, $"at {offset} s", isRefused: true, cancellation).ConfigureAwait(false);
                await stage.TradeForAsync(Skewed, cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
            await File.WriteAllTextAsync(file, "+0\n", cancellation).ConfigureAwait(false);
            await ExpectAsync(stage, $"back from {offset} s", isRefused: false, cancellation).ConfigureAwait(false);
        }
    }

    internal override async Task HealAsync(DrillStage stage)
    {
        if (_node is null) return;
        await stage.Fleet.RemoveNodeAsync(_node).ConfigureAwait(false);
        _node = null;
    }

    internal override void Judge(DrillStage stage, LoadFigures figures)
    {
        long[] times = [.. stage.Load.Orders.Where(order => order.IsAcked).OrderBy(order => order.OrderId)
            .Select(order => order.AcceptedAtMs)];
        int reordered = times.Zip(times.Skip(1)).Count(pair => pair.Second < pair.First);
        stage.Check("orders accepted out of the order of their time", "0", $"{reordered}", reordered == 0);
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        TimeSpan loaded = TimeProvider.System.GetElapsedTime(stage.Load.StartedAt);
        long earliest = now - (long)(loaded + Slack).TotalMilliseconds;
        int strange = times.Count(time => time < earliest || time > now);
        stage.Check("orders accepted at a time that it was not", "0", $"{strange}", strange == 0);
    }

    // A second at most passes until the library reads its file again.
    private async Task ExpectAsync(DrillStage stage, string when, bool isRefused, CancellationToken cancellation)
    {
        Endpoint node = stage.Endpoints.Of(_node!);
        HttpReply reply = default;
        await stage.TimeUntilAsync($"signed requests are {(isRefused ? "refused" : "taken")} {when}", async () =>
        {
            reply = await node.SendAsync(stage.Account.Sign("GET", "/api/v3/account", ""), AnswerWithin)
                .ConfigureAwait(false);
            return isRefused ? reply.Code() == OutsideOfWindow : reply.IsSuccess;
        }, cancellation).ConfigureAwait(false);
        stage.Check($"signed requests {when}", isRefused ? "refused, -1021" : "taken",
            reply.Status.ToString(CultureInfo.InvariantCulture), true);
    }
}
