using Bourse.History;
using Bourse.History.Sqlite;
using Bourse.Log;
using Bourse.Replica;
using Bourse.Server.Configuration;
using Bourse.Server.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Server.Offline;

/// <summary>
/// bourse verify: whether log, snapshots, history and ledger of a data folder agree; of a fleet all but history.
/// </summary>
internal static class VerifyTool
{
    private const int ExitFindings = 3;

    /// <summary>Prints what was checked and what is wrong; the exit code is 0 when nothing is.</summary>
    public static async Task<int> RunAsync(
        LogAddress address, string folder, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await using ISharedLog log = await OfflineLog.OpenAsync(address, folder).ConfigureAwait(false);
            return await VerifyAsync(address, folder, log, output, cancellation).ConfigureAwait(false);
        }
        catch (StartFailedException e) when (e.InnerException is LogDamagedException)
        {
            return await ReportAsync([e.Message], output).ConfigureAwait(false);
        }
    }

    private static async Task<int> VerifyAsync(
        LogAddress address, string folder, ISharedLog log, TextWriter output, CancellationToken cancellation)
    {
        VerifyResult result = await LogReplay.VerifyAsync(log, cancellation).ConfigureAwait(false);
        var findings = new List<string>(result.Findings);
        if (result.Replay is { } replay)
        {
            ReplayTool.Write(replay, output);
            await output.WriteLineAsync($"snapshots     {result.SnapshotsChecked} compared").ConfigureAwait(false);
            // A fleet's history moves on while it would be read.
            if (!address.IsShared)
            {
                findings.AddRange(await HistoryFindingsAsync(folder, log, replay.Sequence, output, cancellation)
                    .ConfigureAwait(false));
            }
        }
        return await ReportAsync(findings, output).ConfigureAwait(false);
    }

    private static async Task<int> ReportAsync(List<string> findings, TextWriter output)
    {
        foreach (string finding in findings) await output.WriteLineAsync($"WRONG: {finding}").ConfigureAwait(false);
        await output.WriteLineAsync(findings.Count == 0 ? "All in order." : $"Findings: {findings.Count}.")
            .ConfigureAwait(false);
        return findings.Count == 0 ? 0 : ExitFindings;
    }

    private static async Task<IReadOnlyList<string>> HistoryFindingsAsync(
        string folder, ISharedLog log, long head, TextWriter output, CancellationToken cancellation)
    {
        if (!File.Exists(DataFolder.HistoryFileIn(folder)))
        {
            await output.WriteLineAsync("history       none: it is made anew from the log at the next start")
                .ConfigureAwait(false);
            return [];
        }
        try
        {
            using var store = new SqliteHistoryStore(folder);
            HistoryCheckpoint checkpoint = await store.Reader.CheckpointAsync().ConfigureAwait(false);
            await output.WriteLineAsync($"history       up to entry {checkpoint.Sequence}").ConfigureAwait(false);
            if (checkpoint.Sequence > head) return [
                $"History stands at entry {checkpoint.Sequence}, past the log's last, {head}."];
            return await CompareAsync(log, store, checkpoint.Sequence, cancellation).ConfigureAwait(false);
        }
        catch (HistoryUnavailableException e)
        {
            return [e.Message];
        }
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(
        ISharedLog log, SqliteHistoryStore store, long sequence, CancellationToken cancellation)
    {
        var totals = new TotalsAt(sequence);
        await LogReplay.RunAsync(log, sequence, fromSnapshot: false, [totals], NullLogger.Instance, cancellation)
            .ConfigureAwait(false);
        return totals.Totals is null
            ? []
            : await new HistoryVerifier(store.Reader, totals.Totals).VerifyAsync().ConfigureAwait(false);
    }
}
