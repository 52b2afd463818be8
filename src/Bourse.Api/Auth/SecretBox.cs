using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Api.Auth;

/// <summary>
/// Seals the secrets of HMAC keys with the node's data key, so that neither the log nor a snapshot holds them in clear.
/// </summary>
/// <remarks>
/// AES-256-GCM: version 1 (1 byte), nonce (12), tag (16), ciphertext. Associated data: the account id (4 bytes, little
/// endian) and the API key, so a sealed secret is of no use under another key or account.
/// </remarks>
public sealed class SecretBox : IDisposable
{
    public const int KeyBytes = 32;

    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;

    private readonly AesGcm _aes;
    private readonly byte[] _tokenKey;
    private readonly Lock _lock = new();

    /// <exception cref="ArgumentException">The data key has not 32 bytes.</exception>
    public SecretBox(ReadOnlySpan<byte> dataKey)
    {
        if (dataKey.Length != KeyBytes)
            throw new ArgumentException($"A data key has {KeyBytes} bytes, not {dataKey.Length}.", nameof(dataKey));
        _aes = new AesGcm(dataKey, TagBytes);
        _tokenKey = new byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, _tokenKey, salt: [], info: "bourse token"u8);
    }

    /// <summary>
    /// Reads the node's data key, or makes one where there is none: 32 bytes, readable by the owner only.
    /// </summary>
    /// <exception cref="DataKeyException">The file is there but is no data key, or others may read it.</exception>
    public static SecretBox OpenFile(string path)
    {
        if (!File.Exists(path)) CreateKeyFile(path);
        byte[] key = File.ReadAllBytes(path);
        if (key.Length != KeyBytes)
            throw new DataKeyException($"{path} is no data key: it has {key.Length} bytes, not {KeyBytes}. " +
                "Restore it from a backup; without it the sealed API secrets cannot be read.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            throw new DataKeyException($"{path} can be read by others. Run: chmod 600 {path}");
        var box = new SecretBox(key);
        CryptographicOperations.ZeroMemory(key);
        return box;
    }

    public byte[] Seal(int accountId, string apiKey, string secret)
    {
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        byte[] sealedSecret = new byte[HeaderBytes + plain.Length];
        sealedSecret[0] = Version;
        Span<byte> nonce = sealedSecret.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        lock (_lock)
        {
            _aes.Encrypt(nonce, plain, sealedSecret.AsSpan(HeaderBytes), sealedSecret.AsSpan(1 + NonceBytes, TagBytes),
                AssociatedData(accountId, apiKey));
        }
        return sealedSecret;
    }

    /// <summary>
    /// The secret's bytes; false when it was sealed with another data key, for another key, or changed.
    /// </summary>
    public bool TryOpen(int accountId, string apiKey, ReadOnlySpan<byte> sealedSecret, out byte[] secret)
    {
        secret = [];
        if (sealedSecret.Length <= HeaderBytes || sealedSecret[0] != Version) return false;
        byte[] plain = new byte[sealedSecret.Length - HeaderBytes];
        try
        {
            lock (_lock)
            {
                _aes.Decrypt(sealedSecret.Slice(1, NonceBytes), sealedSecret[HeaderBytes..],
                    sealedSecret.Slice(1 + NonceBytes, TagBytes), plain, AssociatedData(accountId, apiKey));
            }
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        secret = plain;
        return true;
    }

    /// <summary>
    /// A tag that only who holds the data key can make: the same on all nodes of a fleet, for they share it.
    /// </summary>
    /// <param name="tag">Filled: 32 bytes.</param>
    public void Tag(ReadOnlySpan<byte> data, Span<byte> tag) => HMACSHA256.HashData(_tokenKey, data, tag);

    public void Dispose() => _aes.Dispose();

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static void CreateKeyFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        file.Flush(flushToDisk: true);
    }

    private static byte[] AssociatedData(int accountId, string apiKey)
    {
        byte[] data = new byte[sizeof(int) + apiKey.Length];
        BinaryPrimitives.WriteInt32LittleEndian(data, accountId);
        Encoding.ASCII.GetBytes(apiKey, data.AsSpan(sizeof(int)));
        return data;
    }
}
