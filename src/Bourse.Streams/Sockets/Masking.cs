using System.Numerics;
using System.Runtime.InteropServices;

namespace Bourse.Streams.Sockets;

/// <summary>Takes a client's mask off.</summary>
internal static class Masking
{
    /// <param name="payload">Changed in place.</param>
    /// <param name="key">As it stands on the wire, read as little-endian.</param>
    public static void Apply(Span<byte> payload, uint key)
    {
        if (Vector.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            Span<Vector<byte>> vectors = MemoryMarshal.Cast<byte, Vector<byte>>(payload);
            Vector<byte> mask = Vector.AsVectorByte(new Vector<uint>(key));
            foreach (ref Vector<byte> vector in vectors) vector ^= mask;
            payload = payload[(vectors.Length * Vector<byte>.Count)..];
        }
        for (int i = 0; i < payload.Length; i++) payload[i] ^= (byte)(key >> (8 * (i & 3)));
    }
}
