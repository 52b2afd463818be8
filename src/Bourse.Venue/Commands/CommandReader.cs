using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Venue.Commands;

/// <summary>Walks over the frames of a payload; allocates nothing.</summary>
public ref struct CommandReader
{
    private ReadOnlySpan<byte> _rest;

    /// <param name="payload">An entry's payload; empty for a tombstone, which has no commands.</param>
    public CommandReader(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return;
        if (payload[0] == CommandFrame.FormatVersion) _rest = payload[1..];
        else IsBroken = true;
    }

    /// <summary>The current command's type, not yet known to be one of ours.</summary>
    public CommandType Type { get; private set; }

    /// <summary>The current command's body.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>The framing itself is damaged: what follows cannot be read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Steps to the next command; false at the end or where the framing breaks.</summary>
    public bool Read()
    {
        if (_rest.IsEmpty) return false;
        if (_rest.Length < CommandFrame.HeaderSize) return Break();
        int size = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        Type = (CommandType)_rest[2];
        if (_rest.Length < CommandFrame.HeaderSize + size) return Break();
        Body = _rest.Slice(CommandFrame.HeaderSize, size);
        _rest = _rest[(CommandFrame.HeaderSize + size)..];
        return true;
    }

    /// <summary>The body as a trading command's struct; false when the size is another.</summary>
    public readonly bool TryBody<T>(out T command)
        where T : unmanaged
    {
        command = default;
        if (Body.Length != Unsafe.SizeOf<T>()) return false;
        command = MemoryMarshal.Read<T>(Body);
        return true;
    }

    /// <summary>Whether the body has the size of a trading command's struct.</summary>
    public readonly bool Holds<T>()
        where T : unmanaged => Body.Length == Unsafe.SizeOf<T>();

    /// <summary>The body as a trading command's struct, where it lies in the payload; it must have that size.</summary>
    public readonly ref readonly T BodyAs<T>()
        where T : unmanaged => ref MemoryMarshal.AsRef<T>(Body);

    private bool Break()
    {
        IsBroken = true;
        _rest = default;
        return false;
    }
}
