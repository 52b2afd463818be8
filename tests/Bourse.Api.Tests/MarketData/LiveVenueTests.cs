using System.Text.Json.Nodes;
using Bourse.Log.Memory;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Api.Tests.MarketData;

/// <summary>Public endpoints over a replica that applies real commands.</summary>
public sealed class LiveVenueTests : IAsyncLifetime
{
    private readonly PublicCalls _calls = new();
    private readonly MemoryLog _log = new(TimeProvider.System);
    private VenueReplica _replica = null!;
    private int _orders;

    public async ValueTask InitializeAsync()
    {
        _replica = await VenueReplica.StartAsync(
            _log, [_calls.Catalog, _calls.Model], new ReplicaOptions(), TimeProvider.System, NullLogger<VenueReplica>.Instance);
        _calls.Use(_replica);
        await OperateAsync(new AddAsset(new AssetSpec { Name = "BNB" }));
        await OperateAsync(new AddAsset(new AssetSpec { Name = "BTC" }));
        await OperateAsync(new AddSymbol(PublicCalls.Symbol(0, "BNBBTC")));
        foreach (string name in (string[])["maker", "taker"])
        {
            int account = (int)await OperateAsync(new OpenAccount(new AccountSpec { Name = name }));
            for (int asset = 1; asset <= 2; asset++)
                await OperateAsync(new Deposit(account, asset, 1000 * PublicCalls.One, 0));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _replica.DisposeAsync();
        await _log.DisposeAsync();
    }

    [Fact]
    public async Task Orders_show_in_depth_trades_tickers_and_the_average_price()
    {
        await PlaceAsync(2, Side.Sell, "4", "3");
        await PlaceAsync(2, Side.Sell, "5", "3");
        await PlaceAsync(3, Side.Buy, "5", "4");
        Assert.EndsWith("""
            "bids":[],"asks":[["5.00000000","2.00000000"]]}
            """, _calls.Get("depth?symbol=BNBBTC"));
        JsonArray trades = JsonNode.Parse(_calls.Get("trades?symbol=BNBBTC"))!.AsArray();
        Assert.Equal(["1 4.00000000 3.00000000", "2 5.00000000 1.00000000"],
            trades.Select(trade => $"{trade!["id"]} {trade["price"]} {trade["qty"]}"));
        JsonNode average = JsonNode.Parse(_calls.Get("avgPrice?symbol=BNBBTC"))!;
        Assert.Equal(["mins", "price", "closeTime"], average.AsObject().Select(field => field.Key));
        Assert.Equal(("5", "4.25000000"), ($"{average["mins"]}", $"{average["price"]}"));
        Assert.Equal((long)trades[1]!["time"]!, (long)average["closeTime"]!);
        Assert.Equal("4.25000000", (string)JsonNode.Parse(_calls.Get("ticker?symbol=BNBBTC&windowSize=5m"))!["weightedAvgPrice"]!);
    }

    [Fact]
    public void A_symbol_that_never_traded_has_an_average_price_of_zero() =>
        Assert.Equal("""{"mins":5,"price":"0.00000000","closeTime":0}""", _calls.Get("avgPrice?symbol=BNBBTC"));

    [Fact]
    public async Task Operators_switches_show_in_exchange_info()
    {
        Assert.Contains("\"status\":\"TRADING\"", _calls.Get("exchangeInfo"));
        await OperateAsync(new SetSymbolStatus(1, TradingStatus.CancelOnly));
        Assert.Contains("\"status\":\"CANCEL_ONLY\"", _calls.Get("exchangeInfo"));
        await OperateAsync(new SetVenueStatus(TradingStatus.Halt));
        Assert.Contains("\"status\":\"HALT\"", _calls.Get("exchangeInfo"));
        await OperateAsync(new ConfigureVenue(new VenueSettings { OrdersMax = 77 }));
        Assert.Contains("\"maxNumOrders\":77", _calls.Get("exchangeInfo"));
        await OperateAsync(new AddSymbol(PublicCalls.Symbol(0, "BNBBTC2")));
        Assert.Contains("\"symbol\":\"BNBBTC2\"", _calls.Get("exchangeInfo"));
    }

    private async Task<long> OperateAsync(object command)
    {
        using CommandResult result = await _replica.SubmitOperatorAsync(command);
        Assert.Equal(RejectReason.None, result.Outcome.Reason);
        return result.Outcome.Id;
    }

    private async Task PlaceAsync(int accountId, Side side, string price, string quantity)
    {
        var order = new OrderParameters
        {
            Side = side,
            Type = OrderType.Limit,
            SelfTradePrevention = SelfTradePreventionMode.SymbolDefault,
            Price = Events.Units(price),
            Quantity = Events.Units(quantity),
            ClientOrderId = ClientId.From($"c{++_orders}"),
        };
        using CommandResult result = await _replica.SubmitAsync(new PlaceOrder
        {
            Context = new CommandContext { AccountId = accountId },
            SymbolId = 1,
            Order = order,
        });
        Assert.Equal(RejectReason.None, result.Outcome.Reason);
    }
}
