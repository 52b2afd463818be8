namespace Bourse.Log.Postgres;

/// <summary>What the database says of a stored snapshot.</summary>
/// <param name="Content">Which pieces are its; drawn at random when it was saved.</param>
internal readonly record struct SnapshotRow(long Sequence, long Content, int Pieces, long Bytes, byte[] Chain, long Checksum);
