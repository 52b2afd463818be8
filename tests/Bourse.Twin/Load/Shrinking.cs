using System.Diagnostics;

namespace Bourse.Twin.Load;

/// <summary>Makes a failing run short: leaves out chunk after chunk as long as machine and twin still differ.</summary>
public static class Shrinking
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(15);

    /// <summary>The entries that are needed, and how they fail.</summary>
    public static (List<(long AtUs, byte[] Payload)> Entries, string Failure) Shrink(
        List<(long AtUs, byte[] Payload)> entries, string failure)
    {
        var clock = Stopwatch.StartNew();
        List<(long AtUs, byte[] Payload)> rest = [.. entries];
        for (int chunk = rest.Count / 2; chunk >= 1; chunk /= 2)
            for (int at = 0; at + chunk < rest.Count && clock.Elapsed < TimeMax;)
            {
                List<(long AtUs, byte[] Payload)> fewer = [.. rest[..at], .. rest[(at + chunk)..]];
                if (Fail(fewer) is not { } shorter || KindOf(shorter.Failure) != KindOf(failure)) at += chunk;
                else (rest, failure) = (fewer[..shorter.Length], shorter.Failure);
            }
        return (rest, failure);
    }

    /// <summary>The first two lines without numbers: another failure is not the one that is looked for.</summary>
    private static string KindOf(string failure) =>
        string.Concat(string.Join('|', failure.Split('\n').Take(2)).Where(c => !char.IsAsciiDigit(c)).Take(60));

    /// <summary>Runs entries on a fresh pair; how many it took to fail, or null.</summary>
    private static (int Length, string Failure)? Fail(List<(long AtUs, byte[] Payload)> entries)
    {
        var pairing = new Pairing();
        for (int i = 0; i < entries.Count; i++)
            if (pairing.Apply(entries[i].AtUs, entries[i].Payload) is { } failure) return (i + 1, failure);
        return null;
    }
}
