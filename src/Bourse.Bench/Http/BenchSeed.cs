namespace Bourse.Bench.Http;

/// <summary>
/// The venue that is measured: one symbol, an account that takes and one that makes, both without order limits.
/// </summary>
internal static class BenchSeed
{
    public const string Taker = "taker";
    public const string Maker = "maker";

    public const string Text = """
        {
          "assets": [{"name": "BENCH"}, {"name": "USD"}],
          "symbols": [{
            "name": "BENCHUSD", "base": "BENCH", "quote": "USD",
            "filters": [
              {"filterType": "PRICE_FILTER", "minPrice": "0.01", "maxPrice": "1000000", "tickSize": "0.01"},
              {"filterType": "LOT_SIZE", "minQty": "0.00001", "maxQty": "900000000", "stepSize": "0.00001"},
              {"filterType": "NOTIONAL", "minNotional": "5", "applyMinToMarket": true, "avgPriceMins": 5},
              {"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 200}
            ]
          }],
          "accounts": [
            {"name": "maker", "rights": ["TRADE", "DEPOSIT", "UNLIMITED"], "balances": {"BENCH": "1000000000"}},
            {"name": "taker", "rights": ["TRADE", "DEPOSIT", "UNLIMITED"], "balances": {"USD": "10000000000"}}
          ]
        }
        """;
}
