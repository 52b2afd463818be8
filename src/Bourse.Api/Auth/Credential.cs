using System.Net;
using Bourse.Api.Limits;
using Bourse.Venue.Accounts;

namespace Bourse.Api.Auth;

/// <summary>An API key as the edge needs it: what it may do, and how to check what it signed.</summary>
public sealed class Credential(KeySpec key, SecretBox secrets)
{
    private readonly AddressBlocks _allowedAddresses = new(key.AllowedAddresses.Where(AddressBlocks.IsValid));
    private SignatureVerifier? _verifier;

    public int KeyId => key.Id;

    public int AccountId => key.AccountId;

    public KeyKind Kind => key.Kind;

    /// <summary>Microseconds since the Unix epoch; 0 for never.</summary>
    public long ExpiresAtUs => key.ExpiresAtUs;

    /// <summary>Whether the key is restricted to a list of symbols.</summary>
    public bool IsForSymbols => key.AllowedSymbols.Count > 0;

    /// <summary>Made at first use: a venue has many keys that never come.</summary>
    public SignatureVerifier Verifier => _verifier ??= SignatureVerifier.Of(key, secrets);

    /// <summary>
    /// Whether the key holds every permission of <paramref name="wanted"/> at this time, from this address.
    /// </summary>
    public bool Allows(KeyPermissions wanted, IPAddress address, long nowUs)
    {
        if (key.IsRevoked || (key.ExpiresAtUs > 0 && nowUs > key.ExpiresAtUs)) return false;
        if ((key.Permissions & wanted) != wanted) return false;
        return key.AllowedAddresses.Count == 0 || _allowedAddresses.Contains(address);
    }

    /// <summary>Whether the key's list of symbols, if it has one, holds this symbol.</summary>
    public bool MayUse(int symbolId)
    {
        if (!IsForSymbols) return true;
        for (int i = 0; i < key.AllowedSymbols.Count; i++)
        {
            if (key.AllowedSymbols[i] == symbolId) return true;
        }
        return false;
    }
}
