import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { MainClient } from 'binance';
import { restingOrders } from './orders.mjs';
import { startVenue } from './venue.mjs';

const symbol = 'BTCUSDT';

describe('binance (tiagosiebler)', () => {
  let venue, alice, bob;
  const client = name => {
    const account = venue.account(name);
    return new MainClient({ api_key: account.apiKey, api_secret: account.apiSecret, baseUrl: venue.baseUrl, beautifyResponses: false });
  };

  before(async () => {
    venue = await startVenue();
    alice = client('alice');
    bob = client('bob');
  });
  after(async () => venue?.stop());

  it('reads the venue', async () => {
    assert.deepEqual(await alice.testConnectivity(), {});
    assert.ok((await alice.getExchangeInfo()).symbols.length >= 8);
    assert.ok(Array.isArray((await alice.getOrderBook({ symbol })).bids));
  });

  it('trades and reads everything about it', async () => {
    const ask = await bob.submitNewOrder({ symbol, side: 'SELL', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.1, price: 50000,
      newOrderRespType: 'RESULT' });
    const bid = await alice.submitNewOrder({ symbol, side: 'BUY', type: 'MARKET', quoteOrderQty: 1000, newOrderRespType: 'FULL' });
    assert.equal(bid.executedQty, '0.02000000');
    assert.equal((await alice.getOrder({ symbol, orderId: bid.orderId })).status, 'FILLED');
    assert.equal((await bob.getOpenOrders({ symbol })).length, 1);
    assert.equal((await alice.getAllOrders({ symbol })).length, 1);
    assert.equal((await alice.getAccountTradeList({ symbol })).length, 1);
    assert.equal((await alice.getRecentTrades({ symbol })).length, 1);
    assert.equal((await alice.getHistoricalTrades({ symbol })).length, 1);
    assert.equal((await alice.getAggregateTrades({ symbol })).length, 1);
    assert.equal((await alice.getKlines({ symbol, interval: '1m' })).length, 1);
    assert.equal((await alice.getAvgPrice({ symbol })).mins, 5);
    assert.equal((await alice.get24hrChangeStatistics({ symbol })).count, 1);
    assert.equal((await alice.getSymbolPriceTicker({ symbol })).price, '50000.00000000');
    assert.equal((await alice.getUIKlines({ symbol, interval: '1m' })).length, 1);
    assert.equal((await alice.getRollingWindowTicker({ symbol, windowSize: '1h' })).volume, '0.02000000');
    assert.equal((await alice.getSymbolOrderBookTicker({ symbol })).askQty, '0.08000000');
    const { accountType, balances } = await bob.getAccountInformation();
    assert.equal(accountType, 'SPOT');
    assert.equal(balances.find(balance => balance.asset === 'BTC').locked, '0.08000000');
    assert.ok((await alice.getOrderRateLimit()).length >= 2);
    await bob.cancelOrder({ symbol, orderId: ask.orderId });
  });

  it('takes every order type', async () => {
    for (const order of restingOrders) {
      const placed = await alice.submitNewOrder({ symbol, ...order, newOrderRespType: 'RESULT' });
      assert.deepEqual([placed.type, placed.status], [order.type, 'NEW']);
    }
    assert.equal((await alice.cancelAllSymbolOrders({ symbol })).length, restingOrders.length);
    for (const timeInForce of ['IOC', 'FOK']) {
      const missed = await alice.submitNewOrder({ symbol, side: 'BUY', type: 'LIMIT', quantity: 0.01, price: 40000, timeInForce,
        newOrderRespType: 'RESULT' });
      assert.equal(missed.status, 'EXPIRED');
    }
  });

  it('places every kind of list, replaces and cancels all', async () => {
    const oco = await bob.submitNewOrderList({ symbol, side: 'SELL', quantity: 0.01, aboveType: 'LIMIT_MAKER', abovePrice: 55000,
      belowType: 'STOP_LOSS', belowStopPrice: 45000 });
    assert.equal(oco.contingencyType, 'OCO');
    await bob.cancelOCO({ symbol, orderListId: oco.orderListId });
    const old = await bob.submitNewOCO({ symbol, side: 'SELL', quantity: 0.01, price: 55000, stopPrice: 45000, stopLimitPrice: 44900,
      stopLimitTimeInForce: 'GTC' });
    await bob.cancelOCO({ symbol, orderListId: old.orderListId });
    await alice.submitNewOrderListOTO({ symbol, workingType: 'LIMIT', workingSide: 'BUY', workingPrice: 40000, workingQuantity: 0.01,
      workingTimeInForce: 'GTC', pendingType: 'LIMIT_MAKER', pendingSide: 'SELL', pendingPrice: 60000, pendingQuantity: 0.01 });
    const otoco = await alice.submitNewOrderListOTOCO({ symbol, workingType: 'LIMIT', workingSide: 'BUY', workingPrice: 39000,
      workingQuantity: 0.01, workingTimeInForce: 'GTC', pendingSide: 'SELL', pendingQuantity: 0.01,
      pendingAboveType: 'LIMIT_MAKER', pendingAbovePrice: 60000, pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: 38000 });
    assert.equal(otoco.orders.length, 3);
    await alice.cancelOCO({ symbol, orderListId: otoco.orderListId });
    const replaced = await alice.submitNewOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 41000 });
    await alice.replaceOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 42000,
      cancelOrderId: replaced.orderId, cancelReplaceMode: 'STOP_ON_FAILURE' });
    const canceled = await alice.cancelAllSymbolOrders({ symbol });
    assert.deepEqual(canceled.map(item => item.contingencyType ?? item.status), ['OTO', 'CANCELED']);
  });

  it('is refused with the API\'s code', async () => {
    const refused = async (call, code, message) => {
      const error = await call.then(() => assert.fail('was not refused'), refusal => refusal);
      assert.deepEqual([error.code, error.message], [code, message]);
    };
    const order = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 40000 };
    await refused(alice.submitNewOrder({ ...order, side: 'SELL', quantity: 80 }), -2010,
      'Account has insufficient balance for requested action.');
    await refused(alice.submitNewOrder({ ...order, quantity: 0.000001 }), -1013, 'Filter failure: LOT_SIZE');
    await refused(alice.submitNewOrder({ ...order, symbol: 'NOSUCH' }), -1121, 'Invalid symbol.');
    await refused(alice.getOrder({ symbol, orderId: 987654321 }), -2013, 'Order does not exist.');
    await refused(alice.cancelOrder({ symbol, orderId: 987654321 }), -2011, 'Unknown order sent.');
    const stranger = new MainClient({ api_key: 'k'.repeat(64), api_secret: 's', baseUrl: venue.baseUrl });
    await refused(stranger.getAccountInformation(), -2015, 'Invalid API-key, IP, or permissions for action.');
  });

  it('signs with a key of its own making', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
    const apiKey = await venue.registerKey('alice', publicKey);
    const signer = new MainClient({ api_key: apiKey, api_secret: privateKey, baseUrl: venue.baseUrl });
    assert.equal((await signer.getAccountInformation()).canTrade, true);
  });
});
