import type { Route } from './call.js'
import { closeTrade } from './calls/close-trade.js'
import { closeCounterOrder, createCounterOrder, queryCounterOrder } from './calls/counter-orders.js'
import { preorder } from './calls/preorder.js'
import { queryTrade } from './calls/query-trade.js'
import { queryRefunds, refundTrade, refundTradeAgain, revokeTrade } from './calls/refund-trade.js'
import type { FileDesk } from './settlement.js'

const ORIGIN = ['origin_out_trade_no']
const COUNTER = ['out_order_no']

export function acquirerRoutes(files: FileDesk): ReadonlyMap<string, Route> {
  const routes: Route[] = [
    {
      path: '/api/v3/labs/trans/preorder',
      operation: 'preorder',
      orderNumbers: ['out_trade_no'],
      act: preorder,
    },
    {
      path: '/api/v3/labs/query/tradequery',
      operation: 'query',
      orderNumbers: ['out_trade_no'],
      act: queryTrade,
    },
    { path: '/api/v3/labs/relation/close', operation: 'close', orderNumbers: ORIGIN, act: closeTrade },
    { path: '/api/v3/labs/relation/revoked', operation: 'revoke', orderNumbers: ORIGIN, act: revokeTrade },
    { path: '/api/v3/labs/relation/refund', operation: 'refund', orderNumbers: ORIGIN, act: refundTrade },
    {
      path: '/api/v3/labs/relation/idmrefund',
      operation: 'refund',
      orderNumbers: ORIGIN,
      act: refundTradeAgain,
    },
    {
      path: '/api/v3/labs/query/idmrefundquery',
      operation: 'refund_query',
      orderNumbers: [],
      act: queryRefunds,
    },
    {
      path: '/api/v3/ccss/counter/order/special_create',
      operation: 'counter',
      orderNumbers: COUNTER,
      act: createCounterOrder,
    },
    {
      path: '/api/v3/ccss/counter/order/query',
      operation: 'query',
      orderNumbers: COUNTER,
      act: queryCounterOrder,
    },
    {
      path: '/api/v3/ccss/counter/order/close',
      operation: 'close',
      orderNumbers: COUNTER,
      act: closeCounterOrder,
    },
    // The acquirer's own way to its files is not public: an address of the sandbox.
    {
      path: '/api/v3/sandbox/settlement_file',
      operation: 'settlement_file',
      orderNumbers: [],
      act: files.query,
    },
  ]
  return new Map(routes.map((route) => [route.path, route]))
}

export const OPERATIONS = [
  'preorder',
  'counter',
  'query',
  'close',
  'revoke',
  'refund',
  'refund_query',
  'settlement_file',
] as const
