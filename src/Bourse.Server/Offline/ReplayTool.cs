using Bourse.Log;
using Bourse.Replica;
using Bourse.Server.Configuration;
using Bourse.Server.Json;
using Bourse.Server.Specs;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Server.Offline;

/// <summary>bourse replay: any moment of the venue, rebuilt from the log.</summary>
internal static class ReplayTool
{
    private const int ExitProofFails = 3;

    /// <summary>Prints where the replay ended; the exit code is 0 when the ledger proof holds there.</summary>
    /// <exception cref="StartFailedException">The log cannot be replayed; the message names the entry.</exception>
    public static async Task<int> RunAsync(
        LogAddress address, string folder, long toSequence, bool fromSnapshot, TextWriter output,
        CancellationToken cancellation)
    {
        await using ISharedLog log = await OfflineLog.OpenAsync(address, folder).ConfigureAwait(false);
        ReplayResult result;
        try
        {
            result = await LogReplay.RunAsync(log, toSequence, fromSnapshot, [], NullLogger.Instance, cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is LogDamagedException or LogUnavailableException or InvariantException)
        {
            throw new StartFailedException(e.Message, e);
        }
        Write(result, output);
        return result.Proof.Holds ? 0 : ExitProofFails;
    }

    /// <summary>Writes a replay's figures, a line each.</summary>
    public static void Write(ReplayResult result, TextWriter output)
    {
        output.WriteLine($"from entry    {result.FromSequence + 1}");
        output.WriteLine($"to entry      {result.Sequence}");
        output.WriteLine($"venue's time  {SpecJson.Time(result.TimeUs)}");
        output.WriteLine($"state hash    {result.StateHash:x16}");
        output.WriteLine($"hash chain    {Convert.ToHexStringLower(result.Chain.Span)}");
        output.WriteLine($"ledger proof  {(result.Proof.Holds ? "holds" : "FAILS")}");
        foreach (string failure in result.Proof.Failures) output.WriteLine($"  {failure}");
        foreach (AssetTotal total in result.Proof.Totals)
            output.WriteLine(
                $"  asset {total.AssetId,-4} free {AmountText.Format(total.Free)}  " +
                $"locked {AmountText.Format(total.Locked)}  "
                + $"net deposits {AmountText.Format(total.NetDeposits)}");
    }
}
