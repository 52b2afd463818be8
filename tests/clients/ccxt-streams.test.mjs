import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import ccxt from 'ccxt';
import { startVenue } from './venue.mjs';

const symbol = 'BTC/USDT';

async function client(venue, name) {
  const account = venue.account(name);
  const exchange = new ccxt.pro.binance({
    apiKey: account.apiKey,
    secret: account.apiSecret,
    enableRateLimit: false,
    options: { defaultType: 'spot', fetchMarkets: { types: ['spot'] }, fetchCurrencies: false, fetchMargins: false },
  });
  const ws = venue.baseUrl.replace('http', 'ws');
  exchange.urls.api.public = exchange.urls.api.private = `${venue.baseUrl}/api/v3`;
  exchange.urls.api.ws.spot = `${ws}/ws`;
  exchange.urls.api.ws['ws-api'].spot = `${ws}/ws-api/v3`;
  // Without it ccxt takes TLS for granted and fails on a plain ws:// address.
  await exchange.loadHttpProxyAgent();
  await exchange.loadMarkets();
  return exchange;
}

describe('ccxt.pro, an account\'s streams and orders', () => {
  let venue, alice, bob;

  before(async () => {
    venue = await startVenue();
    alice = await client(venue, 'alice');
    bob = await client(venue, 'bob');
  });
  after(async () => {
    await alice?.close();
    await bob?.close();
    await venue?.stop();
  });

  // Calls watch until what it gives fits.
  async function until(watch, fits) {
    for (;;) {
      const got = await watch();
      if (fits(got)) return got;
    }
  }
  const last = orders => orders.at(-1);

  it('watches orders through their life', async () => {
    const watching = until(() => alice.watchOrders(symbol), orders => last(orders).status === 'open');
    await alice.fetchTime();
    const placed = await alice.createOrderWs(symbol, 'limit', 'buy', 0.02, 40000, { clientOrderId: 'pro-1' });
    assert.equal(placed.status, 'open');
    const opened = last(await watching);
    assert.deepEqual([opened.id, opened.clientOrderId, opened.price, opened.amount, opened.filled],
      [placed.id, 'pro-1', 40000, 0.02, 0]);

    const filling = until(() => alice.watchOrders(symbol), orders => last(orders).filled === 0.01);
    await bob.createOrderWs(symbol, 'limit', 'sell', 0.01, 40000);
    assert.equal(last(await filling).status, 'open');

    const canceling = until(() => alice.watchOrders(symbol), orders => last(orders).status === 'canceled');
    await alice.cancelOrderWs(placed.id, symbol);
    const canceled = last(await canceling);
    // On a cancel the order's own id is in C; c is the cancel's.
    assert.deepEqual([canceled.id, canceled.clientOrderId, canceled.filled], [placed.id, 'pro-1', 0.01]);
  });

  it('watches its trades with fees', async () => {
    const watching = until(() => alice.watchMyTrades(symbol), trades => last(trades).price === 41000);
    await alice.fetchTime();
    const resting = await bob.createOrderWs(symbol, 'limit', 'sell', 0.5, 41000);
    const taker = await alice.createOrderWs(symbol, 'market', 'buy', 0.1);
    const trade = last(await watching);
    assert.deepEqual([trade.order, trade.price, trade.amount, trade.takerOrMaker, trade.side],
      [taker.id, 41000, 0.1, 'taker', 'buy']);
    assert.equal(trade.fee.currency, 'BTC');
    assert.equal((await alice.fetchMyTrades(symbol)).at(-1).id, trade.id);
    await bob.cancelOrderWs(resting.id, symbol);
  });

  it('watches balances until they are what REST says', async () => {
    const watching = until(() => alice.watchBalance(), balance => balance.USDT?.used === 390);
    await alice.fetchTime();
    const placed = await alice.createOrderWs(symbol, 'limit', 'buy', 0.01, 39000);
    const told = await watching;
    const asked = await alice.fetchBalance();
    assert.deepEqual([told.USDT.free, told.USDT.used], [asked.USDT.free, asked.USDT.used]);
    await alice.cancelOrderWs(placed.id, symbol);
  });

  it('edits, finds and lists orders over the WebSocket API', async () => {
    const placed = await alice.createOrderWs(symbol, 'limit', 'buy', 0.01, 38000);
    const edited = await alice.editOrderWs(placed.id, symbol, 'limit', 'buy', 0.01, 38500);
    assert.equal(edited.price, 38500);
    assert.equal((await alice.fetchOrderWs(edited.id, symbol)).status, 'open');
    assert.deepEqual((await alice.fetchOpenOrdersWs(symbol)).map(order => order.id), [edited.id]);
    await alice.cancelAllOrdersWs(symbol);
    assert.deepEqual(await alice.fetchOpenOrdersWs(symbol), []);
    // ccxt reads only a futures account's answer into its own form; the venue's own words stand in info.
    const { info } = await alice.fetchBalanceWs();
    assert.ok(info.balances.find(balance => balance.asset === 'USDT').free > 0);
  });

  it('maps refusals to the right exception', async () => {
    await assert.rejects(alice.createOrderWs(symbol, 'limit', 'sell', 80, 50000), ccxt.InsufficientFunds);
    await assert.rejects(alice.cancelOrderWs('999999999', symbol), ccxt.OrderNotFound);
  });

  it('keeps a book by the documented recipe that is REST\'s', async () => {
    const orders = [];
    for (let i = 0; i < 20; i++) {
      orders.push(await bob.createOrderWs(symbol, 'limit', 'sell', 0.01 * (i + 1), 45000 + i));
      orders.push(await alice.createOrderWs(symbol, 'limit', 'buy', 0.01 * (i + 1), 35000 - i));
      if (i === 5) await alice.watchOrderBook(symbol);
    }
    const rest = await alice.fetchOrderBook(symbol, 1000);
    const book = await until(() => alice.watchOrderBook(symbol), told => told.nonce >= rest.nonce);
    assert.deepEqual([[...book.bids], [...book.asks]], [rest.bids, rest.asks]);
    await alice.cancelAllOrdersWs(symbol);
    await bob.cancelAllOrdersWs(symbol);
    await until(() => alice.watchOrderBook(symbol), told => told.bids.length + told.asks.length === 0);
  });

  it('watches trades, tickers, candles and best prices', async () => {
    const fits = trades => last(trades).price === 42000;
    const watching = [
      until(() => alice.watchTrades(symbol), fits),
      until(() => alice.watchTicker(symbol), ticker => ticker.last === 42000),
      until(() => alice.watchOHLCV(symbol, '1m'), candles => last(candles)[4] === 42000),
      until(() => alice.watchBidsAsks([symbol]), told => told[symbol].ask === 42000),
    ];
    await alice.fetchTime();
    const resting = await bob.createOrderWs(symbol, 'limit', 'sell', 1, 42000);
    let waiting = true;
    const all = Promise.all(watching).then(told => { waiting = false; return told; });
    // Subscriptions are under way: it trades until all four have told of it.
    while (waiting) await alice.createOrderWs(symbol, 'limit', 'buy', 0.001, 42000);
    const [trades, ticker, candles] = await all;
    assert.equal(last(trades).amount, 0.001);
    assert.ok(ticker.baseVolume > 0 && last(candles)[5] > 0);
    await bob.cancelOrderWs(resting.id, symbol);
  });
});
