import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import https from 'node:https';
import { after, before, describe, it } from 'node:test';
import connector from '@binance/connector';
import { Spot } from '@binance/spot';
import { WebsocketAPIClient } from 'binance';
import { startVenue } from './venue.mjs';

const symbol = 'BTCUSDT';

describe('the WebSocket API', { timeout: 120_000 }, () => {
  let venue;
  const ed25519 = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const wsUrl = () => venue.baseUrl.replace('http', 'ws');
  const limit = (side, price, rest) => ({ symbol, side, type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price, ...rest });

  before(async () => { venue = await startVenue(); });
  after(async () => venue?.stop());

  // @binance/spot logs on all its connections, and answers with a list; it signs each request of other keys.
  for (const keyType of ['HMAC', 'Ed25519 after a logon']) {
    it(`@binance/spot over TLS, ${keyType}`, async () => {
      const { apiKey, apiSecret } = venue.account('alice');
      const key = keyType === 'HMAC'
        ? { apiKey, apiSecret }
        : { apiKey: await venue.registerKey('alice', ed25519.publicKey), privateKey: ed25519.privateKey };
      const client = await new Spot({ configurationWebsocketAPI: {
        ...key,
        wsURL: `${venue.tlsBaseUrl.replace('https', 'wss')}/ws-api/v3`,
        mode: 'single',
        agent: new https.Agent({ ca: venue.certificateAuthority }),
      } }).websocketAPI.connect();
      if (keyType !== 'HMAC') {
        const [logon] = await client.sessionLogon();
        assert.equal(logon.data.apiKey, key.apiKey);
        assert.equal((await client.sessionStatus()).data.apiKey, key.apiKey);
      }

      assert.deepEqual((await client.ping()).data, {});
      const info = await client.exchangeInfo({ symbol });
      assert.equal(info.data.symbols[0].baseAsset, 'BTC');
      assert.equal(info.rateLimits[0].rateLimitType, 'REQUEST_WEIGHT');
      assert.deepEqual((await client.orderTest(limit('BUY', 40000))).data, {});
      const placed = await client.orderPlace(limit('BUY', 40000));
      assert.equal(placed.data.status, 'NEW');
      assert.deepEqual(placed.rateLimits.map(told => told.rateLimitType), ['ORDERS', 'ORDERS', 'REQUEST_WEIGHT']);
      const { orderId } = placed.data;
      assert.equal((await client.depth({ symbol })).data.bids[0][0], '40000.00000000');
      assert.equal((await client.orderStatus({ symbol, orderId })).data.origQty, '0.01000000');
      const amended = await client.orderAmendKeepPriority({ symbol, orderId, newQty: 0.005 });
      assert.equal(amended.data.amendedOrder.qty, '0.00500000');
      const replaced = (await client.orderCancelReplace({ ...limit('BUY', 41000), cancelReplaceMode: 'STOP_ON_FAILURE',
        cancelOrderId: orderId })).data;
      assert.equal(replaced.newOrderResult, 'SUCCESS');
      assert.equal((await client.openOrdersStatus({ symbol })).data.length, 1);
      const canceled = await client.orderCancel({ symbol, orderId: replaced.newOrderResponse.orderId });
      assert.equal(canceled.data.status, 'CANCELED');
      assert.ok((await client.accountStatus()).data.balances.length > 0);
      const refused = await client.orderPlace(limit('BUY', 40000, { quantity: 0.000001 })).then(() => null, error => error);
      assert.match(JSON.stringify(refused.error ?? refused.message ?? refused), /LOT_SIZE/);
      await client.disconnect();
    });
  }

  it('@binance/connector, WebsocketAPI', async () => {
    const { apiKey, apiSecret } = venue.account('bob');
    const waiting = new Map();
    let client;
    await new Promise(opened => {
      client = new connector.WebsocketAPI(apiKey, apiSecret, {
        wsURL: `${wsUrl()}/ws-api/v3`,
        logger: { debug() {}, info() {}, warn() {}, error() {}, log() {} },
        callbacks: {
          open: opened,
          close() {},
          message(text) {
            const answer = JSON.parse(text);
            waiting.get(answer.id)(answer);
          },
        },
      });
    });
    let last = 0;
    const call = (method, ...args) => new Promise(answered => {
      const id = `call-${++last}`;
      waiting.set(id, answered);
      const options = typeof args.at(-1) === 'object' ? args.pop() : {};
      client[method](...args, { ...options, id });
    });

    assert.deepEqual((await call('ping')).result, {});
    assert.equal((await call('exchangeInfo', { symbols: [symbol] })).result.symbols[0].symbol, symbol);
    const { side, type, ...rest } = limit('SELL', 60000);
    delete rest.symbol;
    const placed = await call('newOrder', symbol, side, type, rest);
    assert.deepEqual([placed.status, placed.result.status, placed.rateLimits.length], [200, 'NEW', 3]);
    const { orderId } = placed.result;
    assert.equal((await call('getOrder', symbol, { orderId })).result.price, '60000.00000000');
    assert.equal((await call('openOrders', symbol)).result.length, 1);
    const canceled = await call('cancelOrder', symbol, { orderId });
    assert.equal(canceled.result.status, 'CANCELED');
    const oco = (await call('newOCOOrder', symbol, 'SELL', 0.01, 'LIMIT_MAKER', 'STOP_LOSS_LIMIT', {
      abovePrice: 62000, belowStopPrice: 38000, belowPrice: 37900, belowTimeInForce: 'GTC' })).result;
    assert.equal(oco.contingencyType, 'OCO');
    assert.equal((await call('getOCOOrder', { orderListId: oco.orderListId })).result.listOrderStatus, 'EXECUTING');
    await call('cancelOCOOrder', symbol, { orderListId: oco.orderListId });
    assert.ok((await call('account')).result.canTrade);
    const gone = await call('cancelOrder', symbol, { orderId });
    assert.deepEqual([gone.status, gone.error], [400, { code: -2011, msg: 'Unknown order sent.' }]);
    client.disconnect();
  });

  // With an Ed25519 key this client logs on by itself, with others it signs each request.
  for (const keyType of ['HMAC', 'Ed25519']) {
    it(`binance, WebsocketAPIClient, with ${keyType}`, async () => {
      const account = venue.account('carol');
      const key = keyType === 'HMAC'
        ? { api_key: account.apiKey, api_secret: account.apiSecret, authPrivateRequestsIndividually: true }
        : { api_key: await venue.registerKey('carol', ed25519.publicKey), api_secret: ed25519.privateKey };
      const client = new WebsocketAPIClient({ ...key, wsUrl: wsUrl(), beautify: false, attachEventListeners: false });
      client.getWSClient().on('exception', () => {});
      const timestamp = () => ({ timestamp: Date.now() });
      assert.deepEqual((await client.testSpotConnectivity()).result, {});
      assert.ok((await client.getSpotServerTime()).result.serverTime > 1.7e12);
      const placed = (await client.submitNewSpotOrder({ ...limit('BUY', 39000), ...timestamp() })).result;
      assert.equal(placed.status, 'NEW');
      const open = await client.getSpotOpenOrders({ symbol, ...timestamp() });
      assert.deepEqual(open.result.map(order => order.orderId), [placed.orderId]);
      const { result } = await client.cancelSpotOrder({ symbol, orderId: placed.orderId, ...timestamp() });
      assert.equal(result.status, 'CANCELED');
      const session = (await client.getSpotSessionStatus()).result;
      assert.equal(session.apiKey, keyType === 'HMAC' ? null : key.api_key);
      await assert.rejects(client.cancelSpotOrder({ symbol, orderId: placed.orderId, ...timestamp() }),
        refusal => refusal.error.code === -2011);
      await client.disconnectAll();
    });
  }
});
