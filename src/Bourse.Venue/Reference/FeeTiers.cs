namespace Bourse.Venue.Reference;

/// <summary>
/// Commission rates by tier, 0 to 99. Tier 0 is always set; an account of a tier that is not set pays its rates.
/// </summary>
internal sealed class FeeTiers
{
    public const int CountMax = 100;

    private readonly FeeRates?[] _tiers = new FeeRates?[CountMax];

    public FeeTiers() => _tiers[0] = new FeeRates(100_000, 100_000);

    public static bool IsTier(int tier) => tier is >= 0 and < CountMax;

    /// <summary>Null when the tier was never set, or is none.</summary>
    public FeeRates? Find(int tier) => IsTier(tier) ? _tiers[tier] : null;

    public void Set(int tier, FeeRates rates) => _tiers[tier] = rates;

    public FeeRates RatesOf(int tier) => _tiers[tier] ?? _tiers[0]!.Value;
}
