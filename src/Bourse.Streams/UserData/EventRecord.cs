using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Streams.UserData;

/// <summary>An event where it lies. It never changes once it was written, so any thread may read it, also when the
/// window has let go of it.</summary>
internal readonly record struct EventRecord(byte[] Bytes, int Offset)
{
    public static int HeaderSize => Unsafe.SizeOf<EventHeader>();

    public ref readonly EventHeader Header => ref Unsafe.As<byte, EventHeader>(ref Bytes[Offset]);

    /// <summary>Bytes of header and payload.</summary>
    public int Size => HeaderSize + Header.Size;

    public ReadOnlySpan<byte> Payload => Bytes.AsSpan(Offset + HeaderSize, Header.Size);

    /// <summary>The payload as one struct.</summary>
    public ref readonly T As<T>()
        where T : unmanaged => ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(Payload));
}
