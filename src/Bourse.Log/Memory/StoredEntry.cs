namespace Bourse.Log.Memory;

/// <summary>An entry with the checksum that it was written with.</summary>
internal readonly record struct StoredEntry(LogEntry Entry, ulong Checksum)
{
    public bool IsLost { get; init; }
}
