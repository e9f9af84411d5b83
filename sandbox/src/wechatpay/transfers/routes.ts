import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import { cancelTransfer, createTransfer, queryTransfer, queryTransferByBillNo } from './transfers.js'

const BASE = '/v3/fund-app/mch-transfer/transfer-bills'

const inBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_bill_no === 'string' ? call.json.out_bill_no : null
const inPath = (call: Call): string | null => call.params.out_bill_no ?? null
const byBillNo = (call: Call): string | null =>
  call.platform.transfers.byBillNo(call.merchant.mchid, call.params.transfer_bill_no ?? '')?.outBillNo ?? null

export const TRANSFER_ROUTES: readonly Route[] = [
  route('POST', BASE, 'transfer', inBody, createTransfer),
  route('GET', `${BASE}/out-bill-no/:out_bill_no`, 'transfer_query', inPath, queryTransfer),
  route(
    'GET',
    `${BASE}/transfer-bill-no/:transfer_bill_no`,
    'transfer_query',
    byBillNo,
    queryTransferByBillNo,
  ),
  route('POST', `${BASE}/out-bill-no/:out_bill_no/cancel`, 'transfer_cancel', inPath, cancelTransfer),
]
