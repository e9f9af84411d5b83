import type { OrderToAsk } from '../../connectors/contract.js'
import type { Attempt } from './queries.js'

export const orderToAsk = (attempt: Attempt): OrderToAsk => ({
  method: attempt.method,
  outTradeNo: attempt.outTradeNo,
  amountMinor: attempt.amountMinor,
  currency: attempt.currency,
})
