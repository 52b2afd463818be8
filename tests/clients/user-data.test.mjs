import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import https from 'node:https';
import { after, before, describe, it } from 'node:test';
import connector from '@binance/connector';
import { Spot } from '@binance/spot';
import { MainClient, WebsocketAPIClient } from 'binance';
import NodeBinanceApi from 'node-binance-api';
import { startVenue } from './venue.mjs';

const symbol = 'BTCUSDT';
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

// What an account is told of a limit order that is placed and canceled; prices keep the tests apart.
async function placeAndCancel(venue, name, price) {
  const { apiKey, apiSecret } = venue.account(name);
  const rest = new MainClient({ api_key: apiKey, api_secret: apiSecret, baseUrl: venue.baseUrl, beautifyResponses: false });
  const placed = await rest.submitNewOrder({
    symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.01', price, newClientOrderId: `x-U5D79M5B${price}` });
  await rest.cancelOrder({ symbol, orderId: placed.orderId });
  return placed.orderId;
}

// Collects what comes until so many messages are there.
class Collector {
  #messages = [];
  #wake = () => {};

  add(message) {
    this.#messages.push(message);
    this.#wake();
  }

  async take(count) {
    while (this.#messages.length < count) await new Promise(wake => { this.#wake = wake; });
    return this.#messages.splice(0, count);
  }
}

function assertLife(events, orderId, price) {
  assert.deepEqual(events.map(event => event.e),
    ['executionReport', 'outboundAccountPosition', 'executionReport', 'outboundAccountPosition']);
  const [placed, , canceled, freed] = events;
  assert.deepEqual([placed.x, placed.X, placed.c, placed.C], ['NEW', 'NEW', `x-U5D79M5B${price}`, '']);
  assert.deepEqual([canceled.x, canceled.X, canceled.C], ['CANCELED', 'CANCELED', `x-U5D79M5B${price}`]);
  assert.deepEqual([Number(placed.i), Number(canceled.i)], [orderId, orderId]);
  assert.equal(Number(freed.B.find(balance => balance.a === 'USDT').l), 0);
}

describe('user data', { timeout: 120_000 }, () => {
  let venue;
  const ed25519 = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });

  before(async () => { venue = await startVenue(); });
  after(async () => venue?.stop());

  it('node-binance-api, by signature', async () => {
    const { apiKey, apiSecret } = venue.account('alice');
    const client = new NodeBinanceApi().options({ APIKEY: apiKey, APISECRET: apiSecret, reconnect: false, log: () => {} });
    client.wsApi = `${venue.baseUrl.replace('http', 'ws')}/ws-api/v3`;
    const events = new Collector();
    await new Promise(subscribed => client.websockets.userData(
      event => events.add(event), () => {}, () => {}, subscribed, () => {}));
    const orderId = await placeAndCancel(venue, 'alice', '30001');
    assertLife(await events.take(4), orderId, '30001');
    client.terminateWsApi('userData');
  });

  for (const keyType of ['HMAC', 'Ed25519']) {
    it(`binance, WebsocketAPIClient, with ${keyType}`, async () => {
      const account = venue.account('bob');
      const key = keyType === 'HMAC'
        ? { api_key: account.apiKey, api_secret: account.apiSecret }
        : { api_key: await venue.registerKey('bob', ed25519.publicKey), api_secret: ed25519.privateKey };
      const price = keyType === 'HMAC' ? '30002' : '30003';
      const client = new WebsocketAPIClient({
        ...key, wsUrl: venue.baseUrl.replace('http', 'ws'), beautify: false, attachEventListeners: false });
      const events = new Collector();
      client.getWSClient().on('message', message => { if (message.e) events.add(message); });
      client.getWSClient().on('exception', error => assert.fail(JSON.stringify(error)));
      const { result } = await client.subscribeUserDataStream('mainWSAPI');
      assert.equal(result.subscriptionId, 0);
      const orderId = await placeAndCancel(venue, 'bob', price);
      assertLife(await events.take(4), orderId, price);
      await client.unsubscribeUserDataStream('mainWSAPI');
      assert.equal((await events.take(1))[0].e, 'eventStreamTerminated');
      await client.disconnectAll();
    });
  }

  it('@binance/spot over TLS: by signature, and after a logon', async () => {
    const { apiKey, apiSecret } = venue.account('carol');
    const connect = key => new Spot({ configurationWebsocketAPI: {
      ...key,
      wsURL: `${venue.tlsBaseUrl.replace('https', 'wss')}/ws-api/v3`,
      mode: 'single',
      agent: new https.Agent({ ca: venue.certificateAuthority }),
    } }).websocketAPI.connect();

    const signed = await connect({ apiKey, apiSecret });
    const bySignature = new Collector();
    (await signed.userDataStreamSubscribeSignature()).stream.on('message', event => bySignature.add(event));

    const loggedOn = await connect({
      apiKey: await venue.registerKey('carol', ed25519.publicKey), privateKey: ed25519.privateKey });
    await loggedOn.sessionLogon();
    const byLogon = new Collector();
    (await loggedOn.userDataStreamSubscribe()).stream.on('message', event => byLogon.add(event));

    const orderId = await placeAndCancel(venue, 'carol', '30004');
    const events = await bySignature.take(4);
    assertLife(events, orderId, '30004');
    assert.deepEqual(await byLogon.take(4), events);
    await signed.disconnect();
    await loggedOn.disconnect();
  });

  it('a subscription that goes on after the last event, on a new connection', async () => {
    const { apiKey, apiSecret } = venue.account('carol');
        const subscribe = async after => {
      const socket = new WebSocketLike(`${venue.baseUrl.replace('http', 'ws')}/ws-api/v3`);
      await socket.opened;
      const params = { apiKey, ...(after && { after }), timestamp: Date.now() };
      const payload = Object.keys(params).sort().map(name => `${name}=${params[name]}`).join('&');
      params.signature = createHmac('sha256', apiSecret).update(payload).digest('hex');
      socket.send(JSON.stringify({ id: 1, method: 'userDataStream.subscribe.signature', params }));
      const answer = JSON.parse(await socket.next());
      return { socket, answer };
    };
    const first = await subscribe();
    await placeAndCancel(venue, 'carol', '30005');
    const whole = [];
    for (let i = 0; i < 4; i++) whole.push(await first.socket.next());
    for (let seen = 1; seen <= 4; seen++) {
      const again = await subscribe(JSON.parse(whole[seen - 1]).event.seq);
      assert.deepEqual(again.answer.result, { subscriptionId: 0 });
      for (const event of whole.slice(seen)) assert.equal(await again.socket.next(), event);
      again.socket.close();
    }
    first.socket.close();
    const tooFar = await subscribe('999999999999.0');
    assert.equal(tooFar.answer.error.code, -1130);
    tooFar.socket.close();
  });
});

describe('user data by listen key, with Compat:ListenKey', { timeout: 120_000 }, () => {
  let venue;

  before(async () => { venue = await startVenue('--set', 'Compat:ListenKey=true'); });
  after(async () => venue?.stop());

  it('@binance/connector', async () => {
    const { apiKey, apiSecret } = venue.account('alice');
    const rest = new connector.Spot(apiKey, apiSecret, { baseURL: venue.baseUrl });
    const { listenKey } = (await rest.createListenKey()).data;
    assert.deepEqual((await rest.renewListenKey(listenKey)).data, {});
    assert.equal((await rest.createListenKey()).data.listenKey, listenKey);
    const open = async combinedStreams => {
      const events = new Collector();
      let opened;
      const isOpen = new Promise(resolve => { opened = resolve; });
      const stream = new connector.WebsocketStream({
        wsURL: venue.baseUrl.replace('http', 'ws'), combinedStreams, logger: silent,
        callbacks: { open: opened, message: text => events.add(JSON.parse(text)) } });
      stream.userData(listenKey);
      await isOpen;
      return { stream, events };
    };
    const bare = await open(false);
    const combined = await open(true);
    // Placed as soon as the connection is open: none of its events may be missing.
    const orderId = await placeAndCancel(venue, 'alice', '30006');
    const events = await bare.events.take(4);
    assertLife(events, orderId, '30006');
    assert.deepEqual(await combined.events.take(4), events.map(data => ({ stream: listenKey, data })));
    assert.deepEqual((await rest.closeListenKey(listenKey)).data, {});
    const [expired] = await bare.events.take(1);
    assert.deepEqual([expired.e, expired.listenKey], ['listenKeyExpired', listenKey]);
    await assert.rejects(rest.renewListenKey('nobody'),
      error => error.response.data.code === -1125 && error.response.data.msg === 'This listenKey does not exist.');
    bare.stream.disconnect();
    combined.stream.disconnect();
  });
});

// Messages of a WebSocket one by one.
class WebSocketLike {
  #collector = new Collector();
  #socket;

  constructor(url) {
    this.opened = import('ws').then(async ({ default: WebSocket }) => {
      this.#socket = new WebSocket(url);
      this.#socket.on('message', data => this.#collector.add(data.toString()));
      await once(this.#socket, 'open');
    });
  }

  send(text) { this.#socket.send(text); }

  async next() { return (await this.#collector.take(1))[0]; }

  close() { this.#socket.close(); }
}
