namespace Bourse.Drills.Audit;

/// <summary>State hashes at one entry of the log, by who has them.</summary>
internal sealed record StateHashes(long Sequence, IReadOnlyDictionary<string, string> Hashes)
{
    public bool AreEqual => Hashes.Values.Distinct().Count() == 1;

    public override string ToString() => AreEqual
        ? $"{Hashes.Values.First()} at entry {Sequence} on {Hashes.Count} replicas"
        : $"entry {Sequence}: {string.Join(", ", Hashes.Select(pair => $"{pair.Key} {pair.Value}"))}";
}
