namespace Bourse.Venue.Accounts;

/// <summary>
/// An API key. The venue neither makes nor reads secrets: what it keeps is sealed by the node's edge.
/// </summary>
public sealed record KeySpec
{
    /// <summary>1, 2, 3… in the order of creation; 0 while not created.</summary>
    public int Id { get; init; }

    public required int AccountId { get; init; }

    /// <summary>What the client sends as X-MBX-APIKEY: 1 to 64 characters of A-Z, a-z and 0-9.</summary>
    public required string ApiKey { get; init; }

    public KeyKind Kind { get; init; }
    public KeyPermissions Permissions { get; init; } = KeyPermissions.All;

    /// <summary>
    /// HMAC: the sealed secret. RSA and Ed25519: the public key, DER SubjectPublicKeyInfo. At most 1 KiB.
    /// </summary>
    public required ReadOnlyMemory<byte> Material { get; init; }

    /// <summary>CIDR blocks, at most 16; empty lets every address through.</summary>
    public IReadOnlyList<string> AllowedAddresses { get; init; } = [];

    /// <summary>Symbol ids, at most 64; empty lets every symbol through.</summary>
    public IReadOnlyList<int> AllowedSymbols { get; init; } = [];

    /// <summary>A label for people, at most 64 bytes of UTF-8.</summary>
    public string Label { get; init; } = "";

    public bool IsRevoked { get; init; }

    /// <summary>Microseconds since the Unix epoch after which it is refused; 0 is never.</summary>
    public long ExpiresAtUs { get; init; }

    public long CreatedUs { get; init; }
}
