namespace Bourse.Venue.Snapshots;

/// <summary>
/// How a state stands in a snapshot. All numbers are little-endian; lists have a 32-bit count first. Bytes are guarded
/// by the log
/// layer's checksum, not here.
/// <code>
/// magic (8) | format (4) | venue | assets | fee tiers | accounts | keys | symbols | orders | lists | timers
/// </code>
/// The parts and their fields stand in the order in which <see cref="SnapshotWriter"/> writes them.
/// </summary>
internal static class SnapshotFormat
{
    /// <summary>The newest that this code reads and writes.</summary>
    public const int VersionMax = 2;

    /// <summary>
    /// The format for a protocol version: what only a newer behaviour needs is written once that is in force, so that a
    /// node of the older program, which may yet start during a rolling deploy, reads all until then.
    /// </summary>
    public static int VersionFor(int protocolVersion) => protocolVersion >= 2 ? 2 : 1;

    /// <summary>"BOURSEVS".</summary>
    public static ReadOnlySpan<byte> Magic => "BOURSEVS"u8;
}
