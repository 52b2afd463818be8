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
    public const int Version = 1;

    /// <summary>"BOURSEVS".</summary>
    public static ReadOnlySpan<byte> Magic => "BOURSEVS"u8;
}
