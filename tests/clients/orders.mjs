// Every order type of the API, as parameters that rest beside a last price of 50000 and never trade there.
export const restingOrders = [
  { side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 40000 },
  { side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.1, price: 40000, icebergQty: 0.02 },
  { side: 'BUY', type: 'LIMIT_MAKER', quantity: 0.01, price: 40000 },
  { side: 'SELL', type: 'STOP_LOSS', quantity: 0.01, stopPrice: 45000 },
  { side: 'SELL', type: 'STOP_LOSS', quantity: 0.01, trailingDelta: 500 },
  { side: 'SELL', type: 'STOP_LOSS_LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 44900, stopPrice: 45000 },
  { side: 'BUY', type: 'TAKE_PROFIT', quantity: 0.01, stopPrice: 45000 },
  { side: 'BUY', type: 'TAKE_PROFIT_LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 45100, stopPrice: 45000 },
];
