using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>
/// Makes up client order ids where a client sent none: 22 letters and digits, as the specification's examples show.
/// </summary>
internal static class ClientOrderIds
{
    private const int Length = 22;

    /// <summary>Drawn at random, so that nodes never make the same twice; nothing secret hangs on it.</summary>
    public static ClientId Next()
    {
        ReadOnlySpan<byte> alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8;
        Span<byte> id = stackalloc byte[Length];
        ulong bits = 0;
        for (int i = 0; i < Length; i++)
        {
            // 62^10 is below 2^60: one number gives ten characters.
            if (i % 10 == 0) bits = (ulong)Random.Shared.NextInt64();
            id[i] = alphabet[(int)(bits % 62)];
            bits /= 62;
        }
        Venue.Invariant.Check(ClientId.TryCreate(id, out ClientId made));
        return made;
    }

    /// <summary>The id that was sent, or a new one.</summary>
    public static ClientId Or(in ClientId given) => given.IsEmpty ? Next() : given;
}
