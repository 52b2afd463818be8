using Bourse.Venue.Orders;

namespace Bourse.Venue.Reference;

/// <summary>A symbol as it is registered, and its status.</summary>
public sealed record SymbolSpec
{
    /// <summary>1, 2, 3… in the order of registration; 0 while not registered.</summary>
    public int Id { get; init; }

    /// <summary>1 to 32 bytes of UTF-8, as in "BTCUSDT".</summary>
    public required string Name { get; init; }

    public required int BaseAssetId { get; init; }
    public required int QuoteAssetId { get; init; }
    public TradingStatus Status { get; init; }
    public OrderTypes OrderTypes { get; init; } = OrderTypes.All;
    public SymbolFeatures Features { get; init; } = SymbolFeatures.All;
    public SelfTradePreventionMode DefaultSelfTradePrevention { get; init; } = SelfTradePreventionMode.ExpireMaker;
    public SelfTradePreventionModes AllowedSelfTradePrevention { get; init; } = SelfTradePreventionModes.All;
    public required SymbolFilters Filters { get; init; }

    /// <summary>Where set, holds instead of the account's fee tier.</summary>
    public FeeRates? Fees { get; init; }
}
