using System.Text;

namespace Bourse.Api.Orders;

/// <summary>What the parameters of one order are called: an order of a list has a prefix before each name.</summary>
internal sealed class LegNames
{
    public static readonly LegNames Single = new("") { ClientOrderId = Utf8("newClientOrderId") };
    public static readonly LegNames Above = new("above");
    public static readonly LegNames Below = new("below");
    public static readonly LegNames Working = new("working");
    public static readonly LegNames Pending = new("pending");
    public static readonly LegNames PendingAbove = new("pendingAbove");
    public static readonly LegNames PendingBelow = new("pendingBelow");

    /// <summary>The limit leg of the deprecated OCO; what it cannot have has no name.</summary>
    public static readonly LegNames OldLimit = new("limit")
    {
        Price = Utf8("price"),
        TimeInForce = [],
        StopPrice = [],
        TrailingDelta = [],
    };

    /// <summary>The stop leg of the deprecated OCO.</summary>
    public static readonly LegNames OldStop = new("stop")
    {
        Price = Utf8("stopLimitPrice"),
        TimeInForce = Utf8("stopLimitTimeInForce"),
        StopPrice = Utf8("stopPrice"),
        TrailingDelta = Utf8("trailingDelta"),
    };

    private LegNames(string prefix)
    {
        byte[] Name(string name) =>
            Utf8(prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..]);
        Type = Name("type");
        Side = Name("side");
        TimeInForce = Name("timeInForce");
        Quantity = Name("quantity");
        QuoteOrderQuantity = Name("quoteOrderQty");
        Price = Name("price");
        StopPrice = Name("stopPrice");
        TrailingDelta = Name("trailingDelta");
        IcebergQuantity = Name("icebergQty");
        StrategyId = Name("strategyId");
        StrategyType = Name("strategyType");
        PegPriceType = Name("pegPriceType");
        PegOffsetType = Name("pegOffsetType");
        PegOffsetValue = Name("pegOffsetValue");
        ClientOrderId = Name("clientOrderId");
    }

    public byte[] Type { get; private init; }

    public byte[] Side { get; private init; }

    public byte[] TimeInForce { get; private init; }

    public byte[] Quantity { get; private init; }

    public byte[] QuoteOrderQuantity { get; private init; }

    public byte[] Price { get; private init; }

    public byte[] StopPrice { get; private init; }

    public byte[] TrailingDelta { get; private init; }

    public byte[] IcebergQuantity { get; private init; }

    public byte[] StrategyId { get; private init; }

    public byte[] StrategyType { get; private init; }

    public byte[] PegPriceType { get; private init; }

    public byte[] PegOffsetType { get; private init; }

    public byte[] PegOffsetValue { get; private init; }

    public byte[] ClientOrderId { get; private init; }

    private static byte[] Utf8(string name) => Encoding.ASCII.GetBytes(name);
}
