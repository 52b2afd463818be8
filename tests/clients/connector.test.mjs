import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import connector from '@binance/connector';
import { restingOrders } from './orders.mjs';
import { startVenue } from './venue.mjs';

const symbol = 'BTCUSDT';

describe('@binance/connector', () => {
  let venue, alice, bob;
  const client = name => {
    const account = venue.account(name);
    return new connector.Spot(account.apiKey, account.apiSecret, { baseURL: venue.baseUrl });
  };
  const refused = async (call, status, code, message) => {
    const { response } = await call.then(() => assert.fail('was not refused'), error => error);
    assert.deepEqual([response.status, response.data.code, response.data.msg], [status, code, message]);
  };

  before(async () => {
    venue = await startVenue();
    alice = client('alice');
    bob = client('bob');
  });
  after(async () => venue?.stop());

  it('reads the venue', async () => {
    assert.deepEqual((await alice.ping()).data, {});
    assert.ok((await alice.time()).data.serverTime > 1.7e12);
    const info = (await alice.exchangeInfo({ symbol })).data;
    assert.equal(info.symbols[0].symbol, symbol);
    assert.equal(info.symbols[0].filters[0].filterType, 'PRICE_FILTER');
    assert.ok(info.rateLimits.some(limit => limit.rateLimitType === 'REQUEST_WEIGHT'));
  });

  it('tells the used weight', async () => {
    const first = await alice.ping();
    const second = await alice.depth(symbol);
    assert.equal(Number(second.headers['x-mbx-used-weight-1m']) - Number(first.headers['x-mbx-used-weight-1m']), 5);
  });

  it('trades and reads everything about it', async () => {
    const tested = await alice.newOrderTest(symbol, 'BUY', 'LIMIT', { price: '50000', quantity: '0.1', timeInForce: 'GTC' });
    assert.deepEqual(tested.data, {});
    const ask = (await bob.newOrder(symbol, 'SELL', 'LIMIT', { price: '50000', quantity: '0.5', timeInForce: 'GTC' })).data;
    assert.equal(ask.status, 'NEW');
    assert.deepEqual(ask.fills, []);
    const bought = (await alice.newOrder(symbol, 'BUY', 'MARKET', { quantity: '0.2', newOrderRespType: 'FULL' }));
    assert.equal(bought.data.status, 'FILLED');
    assert.equal(bought.data.cummulativeQuoteQty, '10000.00000000');
    assert.equal(bought.data.fills[0].price, '50000.00000000');
    assert.equal(bought.headers['x-mbx-order-count-10s'] !== undefined, true);

    assert.equal((await alice.getOrder(symbol, { orderId: bought.data.orderId })).data.executedQty, '0.20000000');
    assert.equal((await bob.getOrder(symbol, { orderId: ask.orderId })).data.status, 'PARTIALLY_FILLED');
    assert.equal((await bob.openOrders({ symbol })).data.length, 1);
    assert.equal((await alice.allOrders(symbol)).data.length, 1);
    assert.equal((await alice.myTrades(symbol)).data[0].isBuyer, true);
    assert.equal((await bob.myTrades(symbol)).data[0].isMaker, true);
    const { canTrade, balances } = (await bob.account()).data;
    assert.equal(canTrade, true);
    assert.equal(balances.find(balance => balance.asset === 'BTC').locked, '0.30000000');
    assert.ok((await alice.orderCount()).data.length >= 2);

    assert.equal((await alice.trades(symbol)).data[0].qty, '0.20000000');
    assert.equal((await alice.historicalTrades(symbol)).data[0].price, '50000.00000000');
    assert.equal((await alice.aggTrades(symbol)).data[0].q, '0.20000000');
    assert.equal((await alice.klines(symbol, '1m')).data[0].length, 12);
    assert.equal((await alice.uiklines(symbol, '1h')).data[0][5], '0.20000000');
    assert.equal((await alice.avgPrice(symbol)).data.price, '50000.00000000');
    assert.equal((await alice.tickerPrice(symbol)).data.price, '50000.00000000');
    assert.equal((await alice.bookTicker(symbol)).data.askQty, '0.30000000');
    assert.equal((await alice.ticker24hr(symbol)).data.count, 1);
    assert.equal((await alice.rollingWindowTicker(symbol, [], { windowSize: '1h' })).data.volume, '0.20000000');
    assert.deepEqual((await alice.depth(symbol)).data.asks, [['50000.00000000', '0.30000000']]);
  });

  it('cancels one, cancels all, replaces', async () => {
    const one = (await alice.newOrder(symbol, 'BUY', 'LIMIT', { price: '40000', quantity: '0.01', timeInForce: 'GTC' })).data;
    const replaced = (await alice.cancelAndReplace(symbol, 'BUY', 'LIMIT', 'STOP_ON_FAILURE', {
      cancelOrderId: one.orderId, price: '41000', quantity: '0.01', timeInForce: 'GTC' })).data;
    assert.equal(replaced.cancelResult, 'SUCCESS');
    assert.equal(replaced.newOrderResponse.price, '41000.00000000');
    const canceled = (await alice.cancelOrder(symbol, { orderId: replaced.newOrderResponse.orderId })).data;
    assert.equal(canceled.status, 'CANCELED');
    assert.equal(canceled.origClientOrderId, replaced.newOrderResponse.clientOrderId);
    await alice.newOrder(symbol, 'BUY', 'LIMIT_MAKER', { price: '40000', quantity: '0.01' });
    await alice.newOrder(symbol, 'BUY', 'LIMIT_MAKER', { price: '40001', quantity: '0.01' });
    assert.equal((await alice.cancelOpenOrders(symbol)).data.length, 2);
  });

  it('takes every order type', async () => {
    for (const { side, type, ...rest } of restingOrders) {
      const placed = (await alice.newOrder(symbol, side, type, { ...rest, newOrderRespType: 'RESULT' })).data;
      assert.deepEqual([placed.type, placed.status], [type, 'NEW']);
    }
    assert.equal((await alice.cancelOpenOrders(symbol)).data.length, restingOrders.length);
    for (const timeInForce of ['IOC', 'FOK']) {
      const missed = (await alice.newOrder(symbol, 'BUY', 'LIMIT', { quantity: 0.01, price: 40000, timeInForce })).data;
      assert.equal(missed.status, 'EXPIRED');
    }
  });

  it('places an OCO', async () => {
    const oco = (await bob.newOCOOrder(symbol, 'SELL', '0.01', 'LIMIT_MAKER', 'STOP_LOSS_LIMIT', {
      abovePrice: '52000', belowStopPrice: '48000', belowPrice: '47900', belowTimeInForce: 'GTC' })).data;
    assert.equal(oco.contingencyType, 'OCO');
    assert.equal(oco.orderReports.length, 2);
    assert.equal((await bob.getOCOOrder({ orderListId: oco.orderListId })).data.listOrderStatus, 'EXECUTING');
    assert.equal((await bob.getOpenOCOOrders()).data.length, 1);
    await bob.cancelOCOOrder(symbol, { orderListId: oco.orderListId });
    assert.equal((await bob.getOCOOrders()).data[0].listOrderStatus, 'ALL_DONE');
  });

  it('is refused with the API\'s codes and words', async () => {
    const limit = { price: '50000', quantity: '0.01', timeInForce: 'GTC' };
    await refused(alice.newOrder('NOSUCH', 'BUY', 'LIMIT', limit), 400, -1121, 'Invalid symbol.');
    await refused(alice.newOrder(symbol, 'SELL', 'LIMIT', { ...limit, quantity: '80' }), 400, -2010,
      'Account has insufficient balance for requested action.');
    await refused(alice.newOrder(symbol, 'BUY', 'LIMIT', { ...limit, quantity: '0.000001' }), 400, -1013,
      'Filter failure: LOT_SIZE');
    await refused(alice.newOrder(symbol, 'BUY', 'LIMIT_MAKER', { price: '50000', quantity: '0.01' }), 400, -2010,
      'Order would immediately match and take.');
    await refused(alice.getOrder(symbol, { orderId: 123456789 }), 400, -2013, 'Order does not exist.');
    await refused(alice.cancelOrder(symbol, { orderId: 123456789 }), 400, -2011, 'Unknown order sent.');
    await refused(alice.cancelOpenOrders(symbol), 400, -2011, 'Unknown order sent.');
    await refused(new connector.Spot('k'.repeat(64), 's', { baseURL: venue.baseUrl }).account(), 401, -2015,
      'Invalid API-key, IP, or permissions for action.');
  });
});
