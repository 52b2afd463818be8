namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>
/// A day on a small venue, in which every method is called at least once: with success where this venue offers it, and with the
/// errors that have bodies of their own. Orders carry ids of their own, for those that the venue makes are random.
/// </summary>
internal static class ParityScript
{
    private const string Btc = "symbol=BTCUSDT";
    private const string Buy = Btc + "&side=BUY&type=LIMIT&timeInForce=GTC";
    private const string Sell = Btc + "&side=SELL&type=LIMIT&timeInForce=GTC";
    private const string Oto = Btc + "&workingType=LIMIT&workingSide=BUY&workingPrice=90&workingQuantity=1"
        + "&workingTimeInForce=GTC&pendingSide=SELL&pendingQuantity=1";

    public static readonly ParityCase[] Calls =
    [
        new("ping", "GET /api/v3/ping"),
        new("time", "GET /api/v3/time"),
        new("exchangeInfo", "GET /api/v3/exchangeInfo", Parameters: Btc),
        new("exchangeInfo", "GET /api/v3/exchangeInfo", Parameters: "symbols=[\"BTCUSDT\",\"ETHUSDT\"]&showPermissionSets=false"),
        new("exchangeInfo", "GET /api/v3/exchangeInfo", Parameters: "permissions=[\"SPOT\"]"),
        new("exchangeInfo", "GET /api/v3/exchangeInfo", Parameters: "symbol=NOSUCH", Status: 400),
        new("executionRules", "GET /api/v3/executionRules", Parameters: Btc),
        new("referencePrice", "GET /api/v3/referencePrice", Parameters: Btc, Status: 400),
        new("referencePrice.calculation", "GET /api/v3/referencePrice/calculation", Parameters: Btc, Status: 400),
        new("blockTrades.historical", "GET /api/v3/historicalBlockTrades", Parameters: Btc + "&fromId=0"),

        new("order.test", "POST /api/v3/order/test", "alice", Buy + "&quantity=1&price=100"),
        new("order.test", "POST /api/v3/order/test", "alice", Buy + "&quantity=1&price=100&computeCommissionRates=true"),
        new("order.test", "POST /api/v3/order/test", "alice", Buy + "&quantity=1", Status: 400),
        new("order.place", "POST /api/v3/order", "bob", Sell + "&quantity=2&price=100&newClientOrderId=s1"),
        new("order.place", "POST /api/v3/order", "alice", Buy + "&quantity=0.5&price=100.00&newClientOrderId=b1"),
        new("order.place", "POST /api/v3/order", "alice",
            Btc + "&side=BUY&type=MARKET&quoteOrderQty=25&newClientOrderId=b2&newOrderRespType=RESULT"),
        new("order.place", "POST /api/v3/order", "alice",
            Buy + "&quantity=1&price=90&newClientOrderId=b3&strategyId=7&strategyType=1000001&newOrderRespType=ACK"),
        new("order.place", "POST /api/v3/order", "alice", Buy + "&quantity=1&price=90&newClientOrderId=b3", Status: 400),
        new("order.place", "POST /api/v3/order", "alice", Buy + "&quantity=0.000001&price=90&newClientOrderId=b4", Status: 400),
        new("order.place", "POST /api/v3/order", "alice",
            "symbol=１２３４５６&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=10&newClientOrderId=u1"),
        new("order.status", "GET /api/v3/order", "alice", "symbol=１２３４５６&orderId={id}"),
        new("order.status", "GET /api/v3/order", "alice", Btc + "&origClientOrderId=b3"),
        new("order.status", "GET /api/v3/order", "alice", Btc + "&origClientOrderId=b1"),
        new("order.status", "GET /api/v3/order", "alice", Btc + "&orderId=999999", Status: 400),
        new("order.amend.keepPriority", "PUT /api/v3/order/amend/keepPriority", "alice",
            Btc + "&origClientOrderId=b3&newQty=0.8&newClientOrderId=b5"),
        new("order.status", "GET /api/v3/order", "alice", Btc + "&origClientOrderId=b5"),
        new("order.amendments", "GET /api/v3/order/amendments", "alice", Btc + "&orderId={id}"),
        new("order.cancelReplace", "POST /api/v3/order/cancelReplace", "alice", Buy + "&quantity=0.4&price=91"
            + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=b5&cancelNewClientOrderId=c1&newClientOrderId=b6"),
        new("order.cancelReplace", "POST /api/v3/order/cancelReplace", "alice", Buy + "&quantity=0.4&price=92"
            + "&cancelReplaceMode=ALLOW_FAILURE&cancelOrigClientOrderId=no&cancelNewClientOrderId=c5&newClientOrderId=b7", Status: 409),
        new("order.cancelReplace", "POST /api/v3/order/cancelReplace", "alice", Buy + "&quantity=0.4&price=92"
            + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=no&cancelNewClientOrderId=c6&newClientOrderId=b8", Status: 400),
        new("order.cancelReplace", "POST /api/v3/order/cancelReplace", "alice", Buy + "&quantity=0.4&price=92"
            + "&cancelReplaceMode=MAYBE&cancelOrigClientOrderId=no&newClientOrderId=b8", Status: 400),
        new("order.cancel", "DELETE /api/v3/order", "alice", Btc + "&origClientOrderId=b7&newClientOrderId=c2"),
        new("order.cancel", "DELETE /api/v3/order", "alice", Btc + "&origClientOrderId=b7&newClientOrderId=c7", Status: 400),
        new("order.place", "POST /api/v3/order", "alice",
            Sell + "&quantity=0.1&price=91&newClientOrderId=x1&selfTradePreventionMode=EXPIRE_TAKER"),
        new("myPreventedMatches", "GET /api/v3/myPreventedMatches", "alice", Btc + "&orderId={id}"),
        new("openOrders.status", "GET /api/v3/openOrders", "alice", Btc),
        new("openOrders.status", "GET /api/v3/openOrders", "alice"),

        new("depth", "GET /api/v3/depth", Parameters: Btc),
        new("depth", "GET /api/v3/depth", Parameters: Btc + "&limit=5&symbolStatus=TRADING"),
        new("trades.recent", "GET /api/v3/trades", Parameters: Btc + "&limit=1"),
        new("trades.historical", "GET /api/v3/historicalTrades", Parameters: Btc + "&fromId=1"),
        new("trades.aggregate", "GET /api/v3/aggTrades", Parameters: Btc),
        new("klines", "GET /api/v3/klines", Parameters: Btc + "&interval=1m"),
        new("klines", "GET /api/v3/klines", Parameters: Btc + "&interval=7m", Status: 400),
        new("uiKlines", "GET /api/v3/uiKlines", Parameters: Btc + "&interval=1h&timeZone=+02:00"),
        new("avgPrice", "GET /api/v3/avgPrice", Parameters: Btc),
        new("ticker.24hr", "GET /api/v3/ticker/24hr", Parameters: Btc),
        new("ticker.24hr", "GET /api/v3/ticker/24hr", Parameters: "symbols=[\"BTCUSDT\"]&type=MINI"),
        new("ticker.24hr", "GET /api/v3/ticker/24hr"),
        new("ticker.tradingDay", "GET /api/v3/ticker/tradingDay", Parameters: Btc),
        new("ticker", "GET /api/v3/ticker", Parameters: "symbols=[\"BTCUSDT\",\"ETHUSDT\"]&windowSize=1h"),
        new("ticker.price", "GET /api/v3/ticker/price", Parameters: Btc),
        new("ticker.price", "GET /api/v3/ticker/price"),
        new("ticker.book", "GET /api/v3/ticker/bookTicker", Parameters: Btc),

        new("orderList.place", "POST /api/v3/order/oco", "bob", Btc + "&side=SELL&quantity=0.2&price=200&stopPrice=50"
            + "&listClientOrderId=l1&limitClientOrderId=l1a&stopClientOrderId=l1b"),
        new("orderList.status", "GET /api/v3/orderList", "bob", "origClientOrderId=l1"),
        new("openOrderLists.status", "GET /api/v3/openOrderList", "bob"),
        new("orderList.cancel", "DELETE /api/v3/orderList", "bob", Btc + "&listClientOrderId=l1&newClientOrderId=c3"),
        new("orderList.cancel", "DELETE /api/v3/orderList", "bob", Btc + "&listClientOrderId=l1&newClientOrderId=c8", Status: 400),
        new("orderList.place.oco", "POST /api/v3/orderList/oco", "bob", Btc + "&side=SELL&quantity=0.2&aboveType=LIMIT_MAKER"
            + "&abovePrice=200&belowType=STOP_LOSS&belowStopPrice=50&listClientOrderId=l2&aboveClientOrderId=l2a&belowClientOrderId=l2b"),
        new("orderList.place.oto", "POST /api/v3/orderList/oto", "alice", Oto + "&pendingType=MARKET&listClientOrderId=l3"
            + "&workingClientOrderId=l3a&pendingClientOrderId=l3b"),
        new("orderList.place.otoco", "POST /api/v3/orderList/otoco", "alice", Oto + "&pendingAboveType=LIMIT_MAKER"
            + "&pendingAbovePrice=200&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=50&listClientOrderId=l4"
            + "&workingClientOrderId=l4a&pendingAboveClientOrderId=l4b&pendingBelowClientOrderId=l4c"),
        new("orderList.place.opo", "POST /api/v3/orderList/opo", "alice", Btc, Status: 400),
        new("orderList.place.opoco", "POST /api/v3/orderList/opoco", "alice", Btc, Status: 400),
        new("allOrderLists", "GET /api/v3/allOrderList", "alice"),
        new("sor.order.place", "POST /api/v3/sor/order", "alice", Btc, Status: 400),
        new("sor.order.test", "POST /api/v3/sor/order/test", "alice", Btc, Status: 400),

        new("account.status", "GET /api/v3/account", "alice"),
        new("account.status", "GET /api/v3/account", "alice", "omitZeroBalances=true"),
        new("account.commission", "GET /api/v3/account/commission", "alice", Btc),
        new("account.rateLimits.orders", "GET /api/v3/rateLimit/order", "alice"),
        new("myTrades", "GET /api/v3/myTrades", "alice", Btc + "&limit=10"),
        new("myAllocations", "GET /api/v3/myAllocations", "alice", Btc, Status: 400),
        new("myFilters", "GET /api/v3/myFilters", "alice", Btc, Status: 400),
        new("allOrders", "GET /api/v3/allOrders", "alice", Btc),
        new("cancelAllAfter", "POST /bourse/v1/cancelAllAfter", "alice", Btc + "&countdownTime=60000"),
        new("openOrders.cancelAll", "DELETE /api/v3/openOrders", "bob", Btc),
        new("openOrders.cancelAll", "DELETE /api/v3/openOrders", "bob", Btc, Status: 400),
        new("allOrders", "GET /api/v3/allOrders", "bob", Btc),
    ];
}
