namespace Bourse.Server.Tests.Processes;

/// <summary>A venue of one symbol and one account with much money.</summary>
internal static class DoraSeed
{
    public const string Json = """
        {
          "assets": [{"name": "BTC"}, {"name": "USDT"}],
          "symbols": [{"name": "BTCUSDT", "base": "BTC", "quote": "USDT", "filters": [
            {"filterType": "PRICE_FILTER", "minPrice": "0.01", "tickSize": "0.01"},
            {"filterType": "LOT_SIZE", "minQty": "0.001", "stepSize": "0.001"}]}],
          "accounts": [{"name": "dora", "rights": ["TRADE", "DEPOSIT", "UNLIMITED"], "balances": {"USDT": "1000000000"}}]
        }
        """;
}
