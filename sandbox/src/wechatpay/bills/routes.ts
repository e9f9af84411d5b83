import { type Route, route } from '../call.js'
import { downloadBill } from './bill-files.js'
import { fundFlowBill } from './fund-flow-bill.js'
import { sellersFundFlowBill, subMerchantFundFlowBill } from './sealed-fund-flow-bill.js'
import { sharingBill } from './sharing-bill.js'
import { tradeBill } from './trade-bill.js'

const none = (): null => null

export const BILL_ROUTES: readonly Route[] = [
  route('GET', '/v3/bill/tradebill', 'trade_bill', none, tradeBill),
  route('GET', '/v3/bill/fundflowbill', 'fundflow_bill', none, fundFlowBill),
  route(
    'GET',
    '/v3/bill/sub-merchant-fundflowbill',
    'sub_merchant_fundflow_bill',
    none,
    subMerchantFundFlowBill,
  ),
  route('GET', '/v3/ecommerce/bill/fundflowbill', 'sellers_fundflow_bill', none, sellersFundFlowBill),
  route('GET', '/v3/profitsharing/bills', 'sharing_bill', none, sharingBill),
  route('GET', '/v3/billdownload/file', 'bill_download', none, downloadBill),
]
