import assert from 'node:assert/strict';
import https from 'node:https';
import { after, before, describe, it } from 'node:test';
import connector from '@binance/connector';
import { Spot } from '@binance/spot';
import { MainClient, WebsocketClient } from 'binance';
import NodeBinanceApi from 'node-binance-api';
import { startVenue } from './venue.mjs';

const symbol = 'BTCUSDT';
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

describe('market streams', { timeout: 240_000 }, () => {
  let venue, alice, bob;
  const trader = name => {
    const { apiKey, apiSecret } = venue.account(name);
    return new MainClient({ api_key: apiKey, api_secret: apiSecret, baseUrl: venue.baseUrl, beautifyResponses: false });
  };
  const ws = () => venue.baseUrl.replace('http', 'ws');

  before(async () => {
    venue = await startVenue();
    alice = trader('alice');
    bob = trader('bob');
    await bob.submitNewOrder({ symbol, side: 'SELL', type: 'LIMIT', timeInForce: 'GTC', quantity: '9', price: '50000' });
  });
  after(async () => venue?.stop());

  // Trades until a message has come for every name; returns the first of each.
  async function firstOf(names) {
    const found = {};
    const add = (name, message) => { found[name] ??= message; };
    const all = async () => {
      while (names.some(name => !(name in found)))
        await alice.submitNewOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.0002', price: '50000' });
      return found;
    };
    return { add, all };
  }

  function assertTold(found) {
    assert.deepEqual([found.trade.e, found.trade.s, found.trade.p, found.trade.q, found.trade.m],
      ['trade', symbol, '50000.00000000', '0.00020000', false]);
    assert.deepEqual([found.aggTrade.e, found.aggTrade.s], ['aggTrade', symbol]);
    assert.deepEqual([found.depth.e, found.depth.a[0][0]], ['depthUpdate', '50000.00000000']);
    assert.ok(Number(found.depth.U) <= Number(found.depth.u));
    assert.deepEqual([found.kline.e, found.kline.k.i, found.kline.k.c], ['kline', '1m', '50000.00000000']);
    assert.deepEqual([found.ticker.e, found.ticker.c], ['24hrTicker', '50000.00000000']);
  }

  it('@binance/connector, a path for each stream, and combined', async () => {
    const names = ['trade', 'aggTrade', 'depth', 'kline', 'ticker', 'combined'];
    const { add, all } = await firstOf(names);
    const clients = [];
    const listen = (name, subscribe, options = {}) => {
      const client = new connector.WebsocketStream({
        wsURL: ws(), logger: silent, callbacks: { message: text => add(name, JSON.parse(text)) }, ...options });
      subscribe(client);
      clients.push(client);
    };
    listen('trade', client => client.trade(symbol));
    listen('aggTrade', client => client.aggTrade(symbol));
    listen('depth', client => client.diffBookDepth(symbol, '100ms'));
    listen('kline', client => client.kline(symbol, '1m'));
    listen('ticker', client => client.ticker(symbol));
    listen('combined', client => client.subscribe(['btcusdt@bookTicker', 'btcusdt@depth5']), { combinedStreams: true });
    const found = await all();
    assertTold(found);
    assert.match(found.combined.stream, /^btcusdt@(bookTicker|depth5)$/);
    for (const client of clients) client.disconnect();
  });

  // Each of its streams is a message of its own, and a connection may send five in a second.
  it('@binance/spot over TLS, on a connection that begins with no stream', async () => {
    const { add, all } = await firstOf(['trade', 'aggTrade', 'depth', 'kline', 'ticker']);
    const connection = await new Spot({ configurationWebsocketStreams: {
      wsURL: venue.tlsBaseUrl.replace('https', 'wss'),
      mode: 'single',
      agent: new https.Agent({ ca: venue.certificateAuthority }),
    } }).websocketStreams.connect();
    connection.trade({ symbol }).on('message', message => add('trade', message));
    connection.aggTrade({ symbol }).on('message', message => add('aggTrade', message));
    connection.diffBookDepth({ symbol, updateSpeed: '100ms' }).on('message', message => add('depth', message));
    connection.kline({ symbol, interval: '1m' }).on('message', message => add('kline', message));
    connection.ticker({ symbol }).on('message', message => add('ticker', message));
    assertTold(await all());
    await connection.disconnect();
  });

  it('binance, WebsocketClient, on a bare /stream', async () => {
    const { add, all } = await firstOf(['trade', 'aggTrade', 'depth', 'kline', 'ticker']);
    const names = { trade: 'trade', aggTrade: 'aggTrade', depthUpdate: 'depth', kline: 'kline', '24hrTicker': 'ticker' };
    const client = new WebsocketClient({ wsUrl: ws(), beautify: false }, silent);
    client.on('message', message => add(names[message.e], message));
    await client.subscribe(['trade', 'aggTrade', 'depth@100ms', 'kline_1m', 'ticker'].map(name => `btcusdt@${name}`), 'main');
    assertTold(await all());
    client.closeAll(true);
  });

  it('node-binance-api: single, combined, and its own depth cache', async () => {
    const { add, all } = await firstOf(['trade', 'aggTrade', 'kline', 'best', 'mini', 'cache']);
    const client = new NodeBinanceApi().options({ reconnect: false, log: () => {} });
    client.base = `${venue.baseUrl}/api/`;
    client.stream = `${ws()}/ws/`;
    client.combineStream = `${ws()}/stream?streams=`;
    client.websockets.trades([symbol, 'ETHUSDT'], message => add('trade', message));
    client.websockets.aggTrades(symbol, message => add('aggTrade', message));
    client.websockets.candlesticks(symbol, '1m', message => add('kline', message));
    client.websockets.bookTickers(symbol, message => add('best', message));
    client.websockets.miniTicker(markets => add('mini', markets));
    client.websockets.depthCache(symbol, (_, depth) => add('cache', depth));
    const found = await all();
    assert.deepEqual([found.trade.e, found.trade.s], ['trade', symbol]);
    assert.equal(found.aggTrade.e, 'aggTrade');
    assert.deepEqual([found.kline.e, found.kline.k.i], ['kline', '1m']);
    assert.equal(Number(found.best.bestAsk), 50000);
    assert.equal(Number(found.mini[symbol].close), 50000);
    assert.deepEqual(Object.keys(found.cache.asks).map(Number), [50000]);
    for (const endpoint of Object.keys(client.websockets.subscriptions())) client.websockets.terminate(endpoint);
  });
});
