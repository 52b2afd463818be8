using System.Text.Json.Nodes;
using Bourse.Drills.Venue;

namespace Bourse.Drills.Audit;

/// <summary>Whether all nodes and workers have one state, and a ledger that adds up.</summary>
internal sealed class StateAudit(IReadOnlyList<OperatorClient> replicas)
{
    private const int TriesMax = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The state hash of everyone at the first sequence number at which all were met.</summary>
    /// <exception cref="DrillException">They were never met at one.</exception>
    public async Task<StateHashes> CompareAsync(CancellationToken cancellation)
    {
        var met = new Dictionary<long, Dictionary<string, string>>();
        for (int tries = 0; tries < TriesMax; tries++)
        {
            JsonNode[] answers = await Task.WhenAll(replicas.Select(replica => replica.GetAsync("hash")))
                .ConfigureAwait(false);
            foreach ((OperatorClient replica, JsonNode answer) in replicas.Zip(answers))
            {
                long sequence = answer["sequence"]!.GetValue<long>();
                if (!met.TryGetValue(sequence, out Dictionary<string, string>? hashes)) met[sequence] = hashes = [];
                hashes[replica.Name] = answer["stateHash"]!.GetValue<string>();
                if (hashes.Count == replicas.Count) return new StateHashes(sequence, hashes);
            }
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
        throw new DrillException($"The nodes were never met at one entry of the log: {string.Join(", ",
            met.OrderBy(pair => pair.Key).TakeLast(5)
                .Select(pair => $"{pair.Key}: {string.Join(" ", pair.Value.Keys)}"))}");
    }

    /// <summary>What is wrong with the ledger at any of them; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> ProveAsync()
    {
        JsonNode[] proofs = await Task.WhenAll(replicas.Select(replica => replica.GetAsync("proof")))
            .ConfigureAwait(false);
        return
        [
            .. replicas.Zip(proofs).Where(pair => !pair.Second["holds"]!.GetValue<bool>())
                .Select(pair => $"{pair.First.Name}: {pair.Second["failures"]!.ToJsonString()}"),
        ];
    }
}
