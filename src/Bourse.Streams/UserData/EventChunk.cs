namespace Bourse.Streams.UserData;

/// <summary>
/// A piece of the <see cref="EventWindow"/>'s memory, written from its front to its end and never again.
/// </summary>
internal sealed class EventChunk(int capacity)
{
    public readonly byte[] Bytes = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>Bytes written.</summary>
    public int Length;

    /// <summary>The venue's time of the newest event in it.</summary>
    public long LastTimeUs;

    public bool HasRoom(int size) => Length + size <= Bytes.Length;
}
