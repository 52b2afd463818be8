namespace Bourse.Replica;

/// <summary>A state as of an entry: equal on all nodes.</summary>
/// <param name="TimeUs">The venue's time, microseconds.</param>
/// <param name="Chain">The hash chain's link, in hexadecimal digits.</param>
internal readonly record struct StateFingerprint(long Sequence, long TimeUs, ulong StateHash, string Chain);
