namespace Bourse.Log;

/// <summary>The messages of <see cref="LogDamagedException"/>: which entry, and what to do.</summary>
public static class LogDamage
{
    private const string Advice =
        "Nothing after it was applied. Stop the node, keep a copy of the data for inspection, and restore the log from a backup.";

    /// <summary>The bytes of an entry are not those that were written.</summary>
    public static LogDamagedException Flipped(long sequence) =>
        new($"Log entry {sequence} is damaged: its checksum does not match its bytes. {Advice}");

    /// <summary>An entry that must be there is not.</summary>
    public static LogDamagedException Missing(long sequence) =>
        new($"Log entry {sequence} is missing although later ones are there. {Advice}");

    /// <summary>The log ends before something that was built from it.</summary>
    public static LogDamagedException Short(long head, long needed) =>
        new($"The log ends at entry {head}, but entry {needed} was in it: entry {head + 1} and later ones are missing. {Advice}");
}
