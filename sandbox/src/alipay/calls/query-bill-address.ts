import { BILL_TYPES, billSize } from '../bills/bill-files.js'
import { periodOf } from '../bills/period.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { complaintAbout, type JsonObject, required, text, textOf } from '../fields.js'
import type { NodeFields } from '../wire/answer.js'

const RULES = { bill_type: required(text(20)), bill_date: required(text(15)), smid: text(20) }
const OTHER_TYPES = ['merchant_act', 'trade_zft_merchant', 'zft_acc', 'settlementMerge']
const SIX_YEARS_MS = 6 * 366 * 86_400_000

/** alipay.data.dataservice.bill.downloadurl.query: an address that works for 30 seconds, without a signature. */
export function queryBillAddress(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  // INVAILID_ARGUMENTS is the documented spelling.
  if (complaint !== null) return refuse('INVAILID_ARGUMENTS', complaint)
  const wanted = textOf(biz, 'bill_type') ?? ''
  const type = BILL_TYPES.find((one) => one === wanted)
  // The other bills belong to contracts that this merchant does not have.
  if (!type) return refuse(OTHER_TYPES.includes(wanted) ? 'TYPE_NOT_SUPPORTED' : 'INVAILID_ARGUMENTS')
  const period = periodOf(textOf(biz, 'bill_date') ?? '')
  if (!period) return refuse('INVAILID_ARGUMENTS', 'bill_date格式应为yyyy-MM-dd或yyyy-MM')
  const nowMs = desk.core.clock.nowMs()
  if (period.endMs < nowMs - SIX_YEARS_MS) return refuse('INVAILID_ARGUMENTS', '只能查询近六年的账单')
  if (nowMs < period.readyAtMs) return refuse('BILL_NOT_EXIST')
  const isEmpty = billSize(desk, caller.sellerId, type, period) === 0
  if (isEmpty && caller.app.emptyBills === 'refused') return refuse('NO_BILL_DATA')

  const fileId = desk.billTickets.hand({ sellerId: caller.sellerId, type, period })
  const name = `${caller.sellerId}_${period.compact}.csv.zip`
  const query = new URLSearchParams({
    bizType: type,
    userId: caller.sellerId,
    fileType: 'csv.zip',
    bizDates: period.compact,
    downloadFileName: name,
    fileId,
  })
  return {
    code: '10000',
    msg: 'Success',
    bill_download_url: `${desk.core.urls.alipay}/downloadBillFile.resource?${query}`,
    bill_file_code: isEmpty ? 'EMPTY_DATA_WITH_BILL_FILE' : undefined,
  }
}
