import assert from 'node:assert/strict';
import https from 'node:https';
import { after, before, describe, it } from 'node:test';
import { BadRequestError, TooManyRequestsError, UnauthorizedError } from '@binance/common';
import { Spot } from '@binance/spot';
import { restingOrders } from './orders.mjs';
import { startVenue } from './venue.mjs';

const symbol = 'BTCUSDT';

describe('@binance/spot over TLS', () => {
  let venue, alice, bob;
  const client = (name, other = {}) => {
    const { apiKey, apiSecret } = { ...(other.venue ?? venue).account(name), ...other };
    return new Spot({ configurationRestAPI: {
      apiKey,
      apiSecret,
      basePath: (other.venue ?? venue).tlsBaseUrl,
      retries: 0,
      timeout: 20000,
      httpsAgent: new https.Agent({ ca: (other.venue ?? venue).certificateAuthority, keepAlive: true }),
    } }).restAPI;
  };
  const data = async response => (await response).data();

  before(async () => {
    venue = await startVenue();
    alice = client('alice');
    bob = client('bob');
  });
  after(async () => venue?.stop());

  it('reads the venue', async () => {
    assert.deepEqual(await data(alice.ping()), {});
    const info = await data(alice.exchangeInfo({ symbol }));
    assert.equal(info.symbols[0].baseAsset, 'BTC');
    assert.equal((await data(alice.ticker24hr({ symbol }))).count, 0);
  });

  it('trades and reads everything about it', async () => {
    const order = (side, rest) => ({ symbol, side, type: 'LIMIT', timeInForce: 'GTC', quantity: 0.1, price: 50000, ...rest });
    const ask = await data(bob.newOrder(order('SELL')));
    const bid = await data(alice.newOrder(order('BUY', { quantity: 0.04 })));
    assert.equal(bid.status, 'FILLED');
    assert.equal((await data(alice.getOrder({ symbol, orderId: bid.orderId }))).executedQty, '0.04000000');
    assert.equal((await data(bob.getOpenOrders({ symbol }))).length, 1);
    assert.equal((await data(alice.myTrades({ symbol }))).length, 1);
    assert.equal((await data(alice.allOrders({ symbol }))).length, 1);
    assert.equal((await data(alice.klines({ symbol, interval: '1m' }))).length, 1);
    assert.equal((await data(alice.aggTrades({ symbol }))).length, 1);
    assert.equal((await data(alice.depth({ symbol }))).asks[0][1], '0.06000000');
    assert.equal((await data(alice.tickerPrice({ symbol }))).price, '50000.00000000');
    assert.equal((await data(alice.tickerBookTicker({ symbol }))).askPrice, '50000.00000000');
    assert.equal((await data(alice.getTrades({ symbol })))[0].qty, '0.04000000');
    assert.equal((await data(alice.historicalTrades({ symbol })))[0].price, '50000.00000000');
    assert.equal((await data(alice.uiKlines({ symbol, interval: '1h' })))[0][5], '0.04000000');
    assert.equal((await data(alice.avgPrice({ symbol }))).price, '50000.00000000');
    assert.equal((await data(alice.ticker24hr({ symbol }))).lastPrice, '50000.00000000');
    assert.equal((await data(alice.ticker({ symbol, windowSize: '1h' }))).volume, '0.04000000');
    const { balances } = await data(bob.getAccount());
    assert.equal(balances.find(balance => balance.asset === 'BTC').locked, '0.06000000');
    const rates = await data(alice.accountCommission({ symbol }));
    assert.ok(Number(rates.standardCommission.taker) > 0);
    const canceled = await data(bob.deleteOrder({ symbol, orderId: ask.orderId }));
    assert.equal(canceled.status, 'CANCELED');
  });

  it('amends, replaces, and keeps a record of amendments', async () => {
    const placed = await data(alice.newOrder({ symbol, side: 'BUY', type: 'LIMIT_MAKER', quantity: 0.02, price: 40000 }));
    const amended = await data(alice.orderAmendKeepPriority({ symbol, newQty: 0.01, orderId: placed.orderId }));
    assert.equal(amended.amendedOrder.qty, '0.01000000');
    const record = await data(alice.orderAmendments({ symbol, orderId: placed.orderId }));
    assert.deepEqual([record[0].origQty, record[0].newQty], ['0.02000000', '0.01000000']);
    const replaced = await data(alice.orderCancelReplace({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC',
      cancelReplaceMode: 'STOP_ON_FAILURE', cancelOrderId: placed.orderId, quantity: 0.01, price: 41000 }));
    assert.equal(replaced.newOrderResult, 'SUCCESS');
    assert.equal((await data(alice.deleteOpenOrders({ symbol }))).length, 1);
  });

  it('takes every order type', async () => {
    for (const order of restingOrders) {
      const placed = await data(alice.newOrder({ symbol, ...order, newOrderRespType: 'RESULT' }));
      assert.deepEqual([placed.type, placed.status], [order.type, 'NEW']);
    }
    assert.equal((await data(alice.deleteOpenOrders({ symbol }))).length, restingOrders.length);
    for (const timeInForce of ['IOC', 'FOK']) {
      const missed = await data(alice.newOrder({ symbol, side: 'BUY', type: 'LIMIT', quantity: 0.01, price: 40000, timeInForce }));
      assert.equal(missed.status, 'EXPIRED');
    }
  });

  it('places OCO, OTO and OTOCO', async () => {
    const oco = await data(bob.orderListOco({ symbol, side: 'SELL', quantity: 0.01, aboveType: 'LIMIT_MAKER', abovePrice: 55000,
      belowType: 'STOP_LOSS', belowStopPrice: 45000 }));
    assert.equal((await data(bob.getOrderList({ orderListId: oco.orderListId }))).orders.length, 2);
    const oto = await data(alice.orderListOto({ symbol, workingType: 'LIMIT', workingSide: 'BUY', workingPrice: 40000,
      workingQuantity: 0.01, workingTimeInForce: 'GTC', pendingType: 'MARKET', pendingSide: 'SELL', pendingQuantity: 0.01 }));
    assert.equal(oto.orderReports[1].status, 'PENDING_NEW');
    const otoco = await data(alice.orderListOtoco({ symbol, workingType: 'LIMIT', workingSide: 'BUY', workingPrice: 39000,
      workingQuantity: 0.01, workingTimeInForce: 'GTC', pendingSide: 'SELL', pendingQuantity: 0.01,
      pendingAboveType: 'LIMIT_MAKER', pendingAbovePrice: 60000, pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: 38000 }));
    assert.equal(otoco.orders.length, 3);
    assert.equal((await data(alice.openOrderList())).length, 2);
    await data(bob.deleteOrderList({ symbol, orderListId: oco.orderListId }));
    await data(alice.deleteOpenOrders({ symbol }));
    assert.equal((await data(alice.allOrderList())).length, 2);
  });

  it('tells refusals apart', async () => {
    const refused = (call, error, message) => assert.rejects(call, refusal => refusal instanceof error && message.test(refusal.message));
    const order = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 40000 };
    await refused(alice.newOrder({ ...order, side: 'SELL', quantity: 80 }), BadRequestError, /insufficient balance/);
    await refused(alice.newOrder({ ...order, quantity: 0.000001 }), BadRequestError, /Filter failure: LOT_SIZE/);
    await refused(alice.newOrder({ ...order, symbol: 'NOSUCH' }), BadRequestError, /Invalid symbol/);
    await refused(alice.getOrder({ symbol, orderId: 987654321 }), BadRequestError, /Order does not exist/);
    await refused(alice.deleteOrder({ symbol, orderId: 987654321 }), BadRequestError, /Unknown order sent/);
    await refused(client('alice', { apiKey: 'k'.repeat(64) }).getAccount(), UnauthorizedError, /Invalid API-key/);
    await refused(client('alice', { apiSecret: 'wrong' }).getAccount(), BadRequestError, /Signature for this request is not valid/);
  });

  it('is told of limits by an exception of their own', async () => {
    const small = await startVenue('--set', 'Limits:WeightPerMinute=1');
    try {
      await assert.rejects(client('alice', { venue: small }).depth({ symbol }), TooManyRequestsError);
    } finally {
      await small.stop();
    }
  });
});
