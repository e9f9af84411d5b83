import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import { requirePlatform } from '../ecommerce/platform-gate.js'
import { fieldError } from '../fields.js'
import { ACCOUNT_TYPES, type AccountType, type Flow } from '../funds/funds-book.js'
import { requireSubMerchant } from '../merchants/partner.js'
import { billDay } from './bill-day.js'
import { asksPacked, type BillFile, billFile, downloadOf } from './bill-files.js'
import { newBillSeal, sealedKey } from './bill-seal.js'
import { flowBillText, type LeadingColumns } from './fund-flow-bill.js'

const SELLER_ACCOUNTS = [...ACCOUNT_TYPES, 'DEPOSIT'] as const
const ALGORITHMS = ['AEAD_AES_256_GCM', 'SM4_GCM'] as const

/** One sub-merchant's account, for its provider's eyes only (17-bills §2.3). */
export function subMerchantFundFlowBill(call: Call): Answer {
  const subMchid = neededText(call, 'sub_mchid')
  const sub = requireSubMerchant(call, subMchid, 'no_auth')
  if (!call.platform.merchantBook.settings(call.merchant.mchid).subMerchantFundFlow) {
    throw new Refused('NO_AUTH', {
      zh: '商户未开通查询特约商户资金账单的产品权限',
      en: 'Bills of single sub-merchants are not open to this merchant',
    })
  }
  const day = billDay(call)
  const account = neededOneOf(call, 'account_type', SELLER_ACCOUNTS)
  requireAes(call)
  const file = billFile(call, `sub fundflow ${account} ${sub.mchid}`, day, () =>
    // Nothing is ever booked on a deposit account here: its day is empty.
    flowBillText(account === 'DEPOSIT' ? [] : flowsOf(call, sub.mchid, account, day)),
  )
  return sealedAnswer(call, file)
}

/** The document lists the call, not the columns: whose row it is, and of which account, stand first (unverified). */
const WHOSE: LeadingColumns = {
  header: ['二级商户号', '账户类型'],
  cells: (flow) => [flow.mchid, flow.account],
}

/** Everything that moved on all accounts of all sellers of an e-commerce platform, in one file. */
export function sellersFundFlowBill(call: Call): Answer {
  requirePlatform(call)
  const day = billDay(call)
  neededOneOf(call, 'account_type', ['ALL'])
  requireAes(call)
  const file = billFile(call, 'sellers fundflow', day, () => {
    const sellers = [...call.platform.merchants.values()].filter(
      (one) => one.kind === 'sub_merchant' && one.providers.includes(call.merchant.mchid),
    )
    const flows = sellers.flatMap((seller) =>
      ACCOUNT_TYPES.flatMap((account) => flowsOf(call, seller.mchid, account, day)),
    )
    return flowBillText(
      flows.sort((left, right) => left.atMs - right.atMs),
      WHOSE,
    )
  })
  return sealedAnswer(call, file)
}

function flowsOf(
  { platform }: Call,
  mchid: string,
  account: AccountType,
  day: { fromMs: number; toMs: number },
): Flow[] {
  return platform.funds.flows(mchid, account, day.fromMs, day.toMs)
}

/** Each part has a key of its own; put together in the order of `bill_sequence` they are the file. */
function sealedAnswer(call: Call, file: BillFile): Answer {
  const packed = asksPacked(call)
  const { billPartRows } = call.platform.merchantBook.settings(call.merchant.mchid)
  const list = partsOf(file.text, billPartRows).map((text, at) => {
    const seal = newBillSeal()
    return {
      bill_sequence: at + 1,
      ...downloadOf(call, file, { packed, part: { text, seal } }),
      encrypt_key: sealedKey(seal, call.merchant.publicKey),
      nonce: seal.nonce,
    }
  })
  return ok({ download_bill_count: list.length, download_bill_list: list })
}

/** Cut between lines; where the institution cuts, and when, no document says (unverified). */
function partsOf(text: string, linesInPart: number | null): string[] {
  if (linesInPart === null) return [text]
  const lines = text.match(/[^\n]*\n/g) ?? [text]
  const parts: string[] = []
  for (let at = 0; at < lines.length; at += linesInPart)
    parts.push(lines.slice(at, at + linesInPart).join(''))
  return parts
}

/** SM4_GCM is for merchants with an SM2 certificate; the ones here have RSA certificates. */
function requireAes(call: Call): void {
  if (neededOneOf(call, 'algorithm', ALGORITHMS) === 'AEAD_AES_256_GCM') return
  throw new Refused('INVALID_REQUEST', {
    zh: '商户没有国密证书，不能使用SM4_GCM',
    en: 'SM4_GCM needs an SM2 merchant certificate, and this merchant has an RSA one',
  })
}

function neededText(call: Call, name: string): string {
  const value = call.query.get(name)
  if (!value) throw fieldError(name, undefined, '缺少必填参数', 'is required and missing', 'query')
  return value
}

function neededOneOf<T extends string>(call: Call, name: string, values: readonly T[]): T {
  const given = neededText(call, name)
  const known = values.find((value) => value === given)
  if (known) return known
  throw fieldError(name, given.slice(0, 32), '不是可选值之一', `must be one of ${values.join(', ')}`, 'query')
}
