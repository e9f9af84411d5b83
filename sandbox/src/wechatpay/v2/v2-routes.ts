import type { V2SignType } from '@hutong/wechatpay'
import {
  AUTH_CODE_FIELDS,
  authCodeToOpenid,
  MICROPAY_FIELDS,
  micropay,
  NUMBER_FIELDS,
  orderQuery,
  reverse,
} from './micropay.js'
import {
  APPLY_FIELDS,
  applyDeduction,
  DELETE_FIELDS,
  deleteContract,
  entrustWeb,
  h5EntrustWeb,
  preEntrustWeb,
  queryContract,
  SIGN_FIELDS,
  WHICH_FIELDS,
} from './papay.js'
import type { V2Fields, V2Route } from './v2-call.js'

const post = (
  path: string,
  operation: string,
  fields: V2Fields,
  numberIn: V2Route['numberIn'],
  act: V2Route['act'],
): V2Route => ({ method: 'POST', path, operation, fields, numberIn, act, partner: false, signType: 'MD5' })
/** Opened with parameters in the address; signed with the stronger of the two unless they say otherwise. */
const page = (path: string, act: V2Route['act']): V2Route => ({
  ...post(path, 'contract_sign', SIGN_FIELDS, 'contract_code', act),
  method: 'GET',
  signType: 'HMAC-SHA256' satisfies V2SignType,
})

const PAPAY: readonly V2Route[] = [
  page('/papay/entrustweb', entrustWeb),
  page('/papay/h5entrustweb', h5EntrustWeb),
  post('/papay/preentrustweb', 'contract_sign', SIGN_FIELDS, 'contract_code', preEntrustWeb),
  post('/papay/querycontract', 'contract_query', WHICH_FIELDS, 'contract_code', queryContract),
  post('/papay/deletecontract', 'contract_terminate', DELETE_FIELDS, 'contract_code', deleteContract),
  post('/pay/pappayapply', 'deduct', APPLY_FIELDS, 'out_trade_no', applyDeduction),
  post('/pay/paporderquery', 'query', NUMBER_FIELDS, 'out_trade_no', orderQuery),
]

/** What is served over V2: code-pay and automatic payments, which live there (10-payments §10.2, 16-papay §1). */
export const V2_ROUTES: readonly V2Route[] = [
  post('/pay/micropay', 'codepay', MICROPAY_FIELDS, 'out_trade_no', micropay),
  post('/pay/orderquery', 'query', NUMBER_FIELDS, 'out_trade_no', orderQuery),
  post('/secapi/pay/reverse', 'reverse', NUMBER_FIELDS, 'out_trade_no', reverse),
  post('/tools/authcodetoopenid', 'auth_code_to_openid', AUTH_CODE_FIELDS, null, authCodeToOpenid),
  ...PAPAY,
  ...PAPAY.map((route) => ({
    ...route,
    path: route.path.replace(/^\/(papay|pay)\//, '/$1/partner/'),
    partner: true,
  })),
]
