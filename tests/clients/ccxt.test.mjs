import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import ccxt from 'ccxt';
import { startVenue } from './venue.mjs';

const symbol = 'BTC/USDT';

function client(venue, name) {
  const account = venue.account(name);
  const exchange = new ccxt.binance({
    apiKey: account.apiKey,
    secret: account.apiSecret,
    enableRateLimit: false,
    options: { defaultType: 'spot', fetchMarkets: { types: ['spot'] }, fetchCurrencies: false, fetchMargins: false },
  });
  exchange.urls.api.public = exchange.urls.api.private = `${venue.baseUrl}/api/v3`;
  return exchange;
}

describe('ccxt', () => {
  let venue, alice, bob;

  before(async () => {
    venue = await startVenue();
    alice = client(venue, 'alice');
    bob = client(venue, 'bob');
    await alice.loadMarkets();
    await bob.loadMarkets();
  });
  after(async () => venue?.stop());

  it('loads at least 8 markets over 5 assets with limits and precision', () => {
    const markets = Object.values(alice.markets);
    assert.ok(markets.length >= 8);
    assert.ok(new Set(markets.flatMap(market => [market.base, market.quote])).size >= 5);
    for (const market of markets) {
      assert.equal(market.spot, true);
      assert.equal(market.active, true);
      assert.ok(market.precision.price > 0 && market.precision.amount > 0, market.symbol);
      assert.ok(market.limits.amount.min > 0 && market.limits.cost.min > 0, market.symbol);
    }
  });

  it('tells the time', async () => {
    assert.ok(Math.abs(await alice.fetchTime() - Date.now()) < 5000);
  });

  it('reads balances', async () => {
    const balance = await alice.fetchBalance();
    assert.ok(balance.USDT.free > 0);
    assert.equal(balance.USDT.total, balance.USDT.free + balance.USDT.used);
  });

  it('places, finds and cancels a limit order', async () => {
    const placed = await alice.createOrder(symbol, 'limit', 'buy', 0.01, 40000, { clientOrderId: 'ccxt-limit-1' });
    assert.equal(placed.status, 'open');
    assert.equal(placed.clientOrderId, 'ccxt-limit-1');
    assert.equal(placed.remaining, 0.01);
    const open = await alice.fetchOpenOrders(symbol);
    assert.deepEqual(open.map(order => order.id), [placed.id]);
    assert.equal((await alice.fetchBalance()).USDT.used, 400);
    assert.equal((await alice.fetchOrder(placed.id, symbol)).price, 40000);
    const canceled = await alice.cancelOrder(placed.id, symbol);
    assert.equal(canceled.status, 'canceled');
    assert.equal((await alice.fetchOrder(placed.id, symbol)).status, 'canceled');
    assert.equal((await alice.fetchBalance()).USDT.used, 0);
  });

  it('shows orders in the book', async () => {
    const bid = await alice.createOrder(symbol, 'limit', 'buy', 0.02, 49000);
    const ask = await bob.createOrder(symbol, 'limit', 'sell', 0.03, 51000);
    const book = await alice.fetchOrderBook(symbol);
    assert.deepEqual(book.bids, [[49000, 0.02]]);
    assert.deepEqual(book.asks, [[51000, 0.03]]);
    assert.ok(book.nonce > 0);
    const ticker = (await alice.fetchBidsAsks([symbol]))[symbol];
    assert.deepEqual([ticker.bid, ticker.ask], [49000, 51000]);
    await alice.cancelOrder(bid.id, symbol);
    await bob.cancelOrder(ask.id, symbol);
  });

  it('trades: limit against limit, market by amount and by cost, with fees', async () => {
    const maker = await bob.createOrder(symbol, 'limit', 'sell', 1, 50000);
    const taker = await alice.createOrder(symbol, 'limit', 'buy', 0.1, 50000);
    assert.equal(taker.status, 'closed');
    assert.equal(taker.filled, 0.1);
    assert.equal(taker.average, 50000);
    assert.equal(taker.trades.length, 1);
    assert.ok(taker.trades[0].fee.cost > 0);
    assert.equal(taker.trades[0].fee.currency, 'BTC');

    const byAmount = await alice.createOrder(symbol, 'market', 'buy', 0.05);
    assert.equal(byAmount.status, 'closed');
    assert.equal(byAmount.cost, 2500);
    const byCost = await alice.createMarketBuyOrderWithCost(symbol, 1000);
    assert.equal(byCost.filled, 0.02);
    assert.equal(byCost.cost, 1000);

    const half = await bob.fetchOrder(maker.id, symbol);
    assert.equal(half.status, 'open');
    assert.equal(half.filled, 0.17);
    const mine = await alice.fetchMyTrades(symbol);
    assert.equal(mine.length, 3);
    assert.deepEqual(mine.map(trade => trade.takerOrMaker), ['taker', 'taker', 'taker']);
    const his = await bob.fetchMyTrades(symbol);
    assert.deepEqual(his.map(trade => trade.order), [maker.id, maker.id, maker.id]);
    assert.deepEqual(his.map(trade => trade.takerOrMaker), ['maker', 'maker', 'maker']);
    await bob.cancelOrder(maker.id, symbol);

    const closed = await alice.fetchClosedOrders(symbol);
    for (const order of [taker, byAmount, byCost]) assert.ok(closed.some(other => other.id === order.id));
  });

  it('serves market data of those trades', async () => {
    const trades = await alice.fetchTrades(symbol);
    assert.equal(trades.length, 3);
    assert.equal(trades.at(-1).price, 50000);
    const ticker = await alice.fetchTicker(symbol);
    assert.equal(ticker.last, 50000);
    assert.equal(ticker.baseVolume, 0.17);
    assert.equal(ticker.quoteVolume, 8500);
    const tickers = await alice.fetchTickers();
    assert.equal(tickers[symbol].last, 50000);
    const candles = await alice.fetchOHLCV(symbol, '1m');
    assert.equal(candles.reduce((sum, candle) => sum + candle[5], 0).toFixed(8), '0.17000000');
    assert.equal(candles.at(-1)[4], 50000);
    const lastPrices = await alice.fetchLastPrices([symbol]);
    assert.equal(lastPrices[symbol].price, 50000);
  });

  it('takes every order type', async () => {
    const place = (type, side, amount, price, params) => alice.createOrder(symbol, type, side, amount, price, params);
    const placed = [
      await place('limit', 'sell', 0.01, 52000, { postOnly: true }),
      await place('limit', 'buy', 0.1, 45000, { icebergQty: 0.02 }),
      await place('limit', 'buy', 0.01, 46000, { timeInForce: 'GTC' }),
      await place('limit', 'sell', 0.01, 47000, { stopLossPrice: 48000 }),
      await place('market', 'sell', 0.01, undefined, { stopLossPrice: 48000 }),
      await place('limit', 'sell', 0.01, 53000, { takeProfitPrice: 52500 }),
      await place('market', 'sell', 0.01, undefined, { takeProfitPrice: 52500 }),
      await place('limit', 'sell', 0.01, 47000, { trailingPercent: 2, stopLossOrTakeProfit: 'stopLoss' }),
    ];
    assert.deepEqual(placed.map(order => order.info.type), ['LIMIT_MAKER', 'LIMIT', 'LIMIT', 'STOP_LOSS_LIMIT', 'STOP_LOSS',
      'TAKE_PROFIT_LIMIT', 'TAKE_PROFIT', 'STOP_LOSS_LIMIT']);
    const ioc = await place('limit', 'buy', 0.01, 45000, { timeInForce: 'IOC' });
    const fok = await place('limit', 'buy', 0.01, 45000, { timeInForce: 'FOK' });
    assert.deepEqual([ioc.status, fok.status], ['expired', 'expired']);
    const open = await alice.fetchOpenOrders(symbol);
    assert.equal(open.length, placed.length);
    await alice.cancelAllOrders(symbol);
    assert.equal((await alice.fetchOpenOrders(symbol)).length, 0);
  });

  it('replaces an order', async () => {
    const placed = await alice.createOrder(symbol, 'limit', 'buy', 0.01, 45000);
    const edited = await alice.editOrder(placed.id, symbol, 'limit', 'buy', 0.02, 45500);
    assert.notEqual(edited.id, placed.id);
    assert.equal(edited.price, 45500);
    assert.equal((await alice.fetchOrder(placed.id, symbol)).status, 'canceled');
    await alice.cancelOrder(edited.id, symbol);
  });

  it('amends an order and keeps its place', async () => {
    const placed = await alice.createOrder(symbol, 'limit', 'buy', 0.02, 45000);
    const amended = await alice.request('order/amend/keepPriority', 'private', 'PUT',
      { symbol: 'BTCUSDT', orderId: placed.id, newQty: '0.01' });
    assert.equal(amended.amendedOrder.qty, '0.01000000');
    assert.equal((await alice.fetchOrder(placed.id, symbol)).amount, 0.01);
    await alice.cancelOrder(placed.id, symbol);
  });

  it('places order lists', async () => {
    const oco = await alice.privatePostOrderListOco({
      symbol: 'BTCUSDT', side: 'SELL', quantity: '0.01', aboveType: 'LIMIT_MAKER', abovePrice: '55000',
      belowType: 'STOP_LOSS_LIMIT', belowStopPrice: '45000', belowPrice: '44900', belowTimeInForce: 'GTC',
    });
    assert.equal(oco.contingencyType, 'OCO');
    assert.equal(oco.orders.length, 2);
    const gone = await alice.privateDeleteOrderList({ symbol: 'BTCUSDT', orderListId: oco.orderListId });
    assert.equal(gone.listOrderStatus, 'ALL_DONE');
    assert.equal((await alice.fetchOpenOrders(symbol)).length, 0);
  });

  it('places OTO and OTOCO', async () => {
    const working = { symbol: 'BTCUSDT', workingType: 'LIMIT', workingSide: 'BUY', workingPrice: '40000', workingQuantity: '0.01',
      workingTimeInForce: 'GTC', pendingSide: 'SELL', pendingQuantity: '0.01' };
    const oto = await alice.privatePostOrderListOto({ ...working, pendingType: 'LIMIT_MAKER', pendingPrice: '60000' });
    const otoco = await alice.privatePostOrderListOtoco({ ...working, pendingAboveType: 'LIMIT_MAKER', pendingAbovePrice: '60000',
      pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: '30000' });
    assert.deepEqual([oto.orders.length, otoco.orders.length], [2, 3]);
    const open = await alice.fetchOpenOrders(symbol);
    assert.deepEqual(open.map(order => order.info.status), ['NEW', 'PENDING_NEW', 'NEW', 'PENDING_NEW', 'PENDING_NEW']);
    await alice.cancelAllOrders(symbol);
  });

  describe('maps refusals to the right exception', () => {
    const refused = (what, error, call) => it(what, async () => { await assert.rejects(call(), error); });

    refused('too little money', ccxt.InsufficientFunds, () => alice.createOrder(symbol, 'limit', 'sell', 80, 50000));
    refused('post-only that would take', ccxt.OrderImmediatelyFillable, async () => {
      const ask = await bob.createOrder(symbol, 'limit', 'sell', 0.01, 50000);
      try {
        await alice.createOrder(symbol, 'limit', 'buy', 0.01, 50000, { postOnly: true });
      } finally {
        await bob.cancelOrder(ask.id, symbol);
      }
    });
    refused('stop that would trigger at once', ccxt.InvalidOrder,
      () => alice.createOrder(symbol, 'limit', 'sell', 0.01, 49000, { stopLossPrice: 51000 }));
    refused('unknown order', ccxt.OrderNotFound, () => alice.fetchOrder('999999999', symbol));
    refused('cancel of an unknown order', ccxt.OrderNotFound, () => alice.cancelOrder('999999999', symbol));
    refused('unknown symbol', ccxt.BadSymbol, () => alice.publicGetDepth({ symbol: 'NOSUCH' }));
    refused('filter', ccxt.InvalidOrder, () => alice.privatePostOrder({
      symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.01', price: '45000.001' }));
    refused('wrong secret', ccxt.AuthenticationError, () => {
      const thief = client(venue, 'alice');
      thief.secret = 'x'.repeat(64);
      return thief.fetchBalance();
    });
    refused('unknown key', ccxt.AuthenticationError, () => {
      const stranger = client(venue, 'alice');
      stranger.apiKey = 'x'.repeat(64);
      return stranger.fetchBalance();
    });
    refused('stale request', ccxt.InvalidNonce, () => {
      const late = client(venue, 'alice');
      late.nonce = () => Date.now() - 60000;
      return late.fetchBalance();
    });
    refused('late request', ccxt.InvalidNonce, () => {
      const early = client(venue, 'alice');
      early.nonce = () => Date.now() + 60000;
      return early.fetchBalance();
    });
    refused('order id in use', ccxt.InvalidOrder, async () => {
      const order = () => alice.createOrder(symbol, 'limit', 'buy', 0.01, 40000, { clientOrderId: 'twice' });
      const { id } = await order();
      try {
        await order();
      } finally {
        await alice.cancelOrder(id, symbol);
      }
    });
    refused('closed market', ccxt.MarketClosed, async () => {
      await venue.operate('symbol', 'halt', 'LTCUSDT');
      return alice.createOrder('LTC/USDT', 'limit', 'buy', 1, 50);
    });
    refused('disabled account', ccxt.PermissionDenied, async () => {
      await venue.operate('account', 'disable', 'bob');
      try {
        await bob.createOrder(symbol, 'limit', 'sell', 0.01, 60000);
      } finally {
        await venue.operate('account', 'enable', 'bob');
      }
    });
    it('too much weight', async () => {
      const small = await startVenue('--set', 'Limits:WeightPerMinute=1');
      try {
        await assert.rejects(client(small, 'alice').publicGetDepth({ symbol: 'BTCUSDT' }), ccxt.DDoSProtection);
      } finally {
        await small.stop();
      }
    });
    refused('missing parameter', ccxt.BadRequest, () => alice.privatePostOrder({ symbol: 'BTCUSDT', side: 'BUY' }));
  });
});
