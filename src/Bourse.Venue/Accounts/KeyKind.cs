namespace Bourse.Venue.Accounts;

/// <summary>How requests with a key are signed (faqs/api_key_types.md).</summary>
public enum KeyKind : byte
{
    Hmac = 0,
    Rsa = 1,
    Ed25519 = 2,
}
