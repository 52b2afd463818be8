namespace Bourse.History.Intake;

/// <summary>A piece of the <see cref="EventStream"/>'s memory.</summary>
internal sealed class EventChunk
{
    public const int Size = 256 * 1024;

    public readonly byte[] Bytes = GC.AllocateUninitializedArray<byte>(Size);

    /// <summary>Specs that records point to; rare, so a list beside the bytes.</summary>
    public readonly List<object> References = [];

    /// <summary>Bytes written. Valid for the reader once <see cref="Next"/> is set.</summary>
    public int Length;

    public EventChunk? Next;

    public void Clear()
    {
        References.Clear();
        Length = 0;
        Next = null;
    }
}
