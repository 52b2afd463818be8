using System.Globalization;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>
/// Reads orders as scenarios write them: side, type, quantity, then what else is given, as in
/// "BUY LIMIT 1 @ 100 IOC", "SELL MARKET QUOTE 50", "SELL STOP_LOSS_LIMIT 2 @ 98 STOP 99 TRAIL 100 ICEBERG 1 STP DECREMENT".
/// </summary>
public static class OrderText
{
    public static OrderParameters Parse(string text, string clientOrderId)
    {
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var order = new OrderParameters
        {
            Side = Enum.Parse<Side>(words.Dequeue(), ignoreCase: true),
            Type = Name<OrderType>(words.Dequeue()),
            SelfTradePrevention = SelfTradePreventionMode.SymbolDefault,
            ClientOrderId = ClientId.From(clientOrderId),
        };
        while (words.TryDequeue(out string? word)) Read(ref order, word, words);
        return order;
    }

    private static void Read(ref OrderParameters order, string word, Queue<string> words)
    {
        switch (word)
        {
            case "@": order.Price = AmountText.Parse(words.Dequeue()); break;
            case "STOP": order.StopPrice = AmountText.Parse(words.Dequeue()); break;
            case "TRAIL": order.TrailingDelta = int.Parse(words.Dequeue(), CultureInfo.InvariantCulture); break;
            case "ICEBERG": order.IcebergQuantity = AmountText.Parse(words.Dequeue()); break;
            case "QUOTE": order.QuoteOrderQuantity = AmountText.Parse(words.Dequeue()); break;
            case "STP": order.SelfTradePrevention = Name<SelfTradePreventionMode>(words.Dequeue()); break;
            case "STRATEGY": order.StrategyType = int.Parse(words.Dequeue(), CultureInfo.InvariantCulture); break;
            case "GTC" or "IOC" or "FOK": order.TimeInForce = Name<TimeInForce>(word); break;
            default: order.Quantity = AmountText.Parse(word); break;
        }
    }

    /// <summary>STOP_LOSS_LIMIT is <see cref="OrderType.StopLossLimit"/>.</summary>
    private static T Name<T>(string text)
        where T : struct, Enum =>
        Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
