namespace Bourse.Venue.Snapshots;

/// <summary>
/// Bytes that should be a snapshot are none. The operator is told to take an older one and a longer replay.
/// </summary>
public sealed class InvalidSnapshotException : Exception
{
    public InvalidSnapshotException(string message) : base(message)
    {
    }

    public InvalidSnapshotException(string message, Exception inner) : base(message, inner)
    {
    }

    public InvalidSnapshotException()
    {
    }
}
