import { type Call, type Route, route } from '../call.js'
import { inBody } from '../order-routes.js'
import { codePay } from './codepay.js'
import { reverseCodePay } from './reverse.js'

const DIRECT = '/v3/pay/transactions'
const PARTNER = '/v3/pay/partner/transactions'
const inPath = (call: Call): string | null => call.params.out_trade_no ?? null

export const CODEPAY_ROUTES: readonly Route[] = [
  route('POST', `${DIRECT}/codepay`, 'codepay', inBody, codePay('direct')),
  route('POST', `${PARTNER}/codepay`, 'codepay', inBody, codePay('partner')),
  route('POST', `${DIRECT}/out-trade-no/:out_trade_no/reverse`, 'reverse', inPath, reverseCodePay('direct')),
  route(
    'POST',
    `${PARTNER}/out-trade-no/:out_trade_no/reverse`,
    'reverse',
    inPath,
    reverseCodePay('partner'),
  ),
]
