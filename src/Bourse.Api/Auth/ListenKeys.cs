using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Api.Auth;

/// <summary>
/// Makes and reads listen keys, the old clients' way to user data. A listen key carries all that a node must know, so
/// no node keeps any: it is the same on every node that is asked in the same period, and every node takes it.
/// </summary>
/// <remarks>
/// 60 characters, base64url of: version 1 (1 byte), account id, key id, number of the period (4 each, little endian),
/// HMAC-SHA256 of all that under a key derived from the data key (32). Periods of 12 hours begin at a time of day that
/// depends on the key's id, so that not all clients come back at once; a listen key lasts to the end of the next one.
/// </remarks>
public sealed class ListenKeys(SecretBox secrets)
{
    private const byte Version = 1;
    private const int BodyBytes = 1 + (3 * sizeof(int));
    private const int Bytes = BodyBytes + HMACSHA256.HashSizeInBytes;
    private const int TextLength = Bytes * 4 / 3;
    private const int PeriodSeconds = 12 * 60 * 60;
    private const long PeriodUs = PeriodSeconds * 1_000_000L;
    private const uint Spread = 2_654_435_761;

    /// <summary>A listen key that a client gives back: what this node serves by it ends.</summary>
    public event Action<string>? Closed;

    /// <summary>The listen key of an API key at a time, microseconds since the Unix epoch.</summary>
    public string Of(int accountId, int keyId, long nowUs) =>
        Text(accountId, keyId, (int)((nowUs + OffsetUs(keyId)) / PeriodUs));

    /// <summary>False when no node with this data key made it. It may be over all the same.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out ListenKey key)
    {
        key = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length != TextLength || !Ascii.IsValid(text)) return false;
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out int length)) return false;
        if (length != Bytes) return false;
        int accountId = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
        int keyId = BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]);
        int period = BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]);
        Span<byte> expected = stackalloc byte[Bytes];
        Write(accountId, keyId, period, expected);
        if (!CryptographicOperations.FixedTimeEquals(bytes, expected)) return false;
        key = new ListenKey(accountId, keyId, ((period + 2) * PeriodUs) - OffsetUs(keyId));
        return true;
    }

    /// <summary>Tells those who serve it on this node that it was given back.</summary>
    public void Close(string listenKey) => Closed?.Invoke(listenKey);

    private string Text(int accountId, int keyId, int period)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Write(accountId, keyId, period, bytes);
        return Base64Url.EncodeToString(bytes);
    }

    private void Write(int accountId, int keyId, int period, Span<byte> into)
    {
        into[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(into[1..], accountId);
        BinaryPrimitives.WriteInt32LittleEndian(into[5..], keyId);
        BinaryPrimitives.WriteInt32LittleEndian(into[9..], period);
        secrets.Tag(into[..BodyBytes], into[BodyBytes..]);
    }

    private static long OffsetUs(int keyId) => unchecked((uint)keyId * Spread) % PeriodSeconds * 1_000_000L;
}
