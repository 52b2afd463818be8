namespace Bourse.Venue.Accounts;

/// <summary>An API key as the checks of a command need it.</summary>
internal sealed class Key(KeySpec spec)
{
    private int[] _allowedSymbols = [.. spec.AllowedSymbols];

    public KeySpec Spec { get; private set; } = spec;

    public int AccountId { get; } = spec.AccountId;

    /// <summary>Without a list of symbols a key is good for all.</summary>
    public bool HasSymbolList => _allowedSymbols.Length > 0;

    public void Update(KeySpec spec)
    {
        Spec = spec;
        _allowedSymbols = [.. spec.AllowedSymbols];
    }

    /// <summary>Revoked by an operator, or past its expiry.</summary>
    public bool IsRefused(long timeUs) =>
        Spec.IsRevoked || (Spec.ExpiresAtUs != 0 && timeUs > Spec.ExpiresAtUs);

    public bool Allows(int symbolId) => !HasSymbolList || Array.IndexOf(_allowedSymbols, symbolId) >= 0;
}
