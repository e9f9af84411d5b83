import type { Answer } from '../answers.js'
import type { Call } from '../call.js'
import { yuan } from '../funds/book-trade.js'
import { requireSubMerchant } from '../merchants/partner.js'
import { billDay, noStatement } from './bill-day.js'
import { fileAnswer } from './bill-files.js'
import { billText, billTime, escapeText } from './bill-text.js'

/** The public documents show only a picture of this file: columns and their order are unverified (17-bills §2.4). */
const HEADER =
  '分账时间,分账发起方,分账方,微信订单号,微信分账/回退单号,分账明细单号,商户分账/回退单号,订单金额,分账接收方,分账金额,业务类型,处理状态,分账描述,备注'.split(
    ',',
  )
const SUMMARY = ['总笔数', '分账总金额', '回退总金额']
const VALID_MS = 30_000

interface Row {
  atMs: number
  amountMinor: number
  isReturn: boolean
  cells: string[]
}

/** Successful shares and returns of a day. */
export function sharingBill(call: Call): Answer {
  const day = billDay(call)
  const subMchid = call.query.get('sub_mchid') || null
  if (subMchid !== null) requireSubMerchant(call, subMchid, 'no_auth')
  const name = `sharing ${subMchid ?? ''}`
  return fileAnswer(
    call,
    name,
    day,
    () => {
      const rows = [...shares(call, subMchid), ...returns(call, subMchid)]
        .filter((row) => row.atMs >= day.fromMs && row.atMs < day.toMs)
        .sort((left, right) => left.atMs - right.atMs)
      if (rows.length === 0) throw noStatement()
      const sum = (isReturn: boolean): string =>
        yuan(rows.reduce((total, row) => total + (row.isReturn === isReturn ? row.amountMinor : 0), 0))
      const summary = [String(rows.length), sum(false), sum(true)]
      return billText(
        HEADER,
        rows.map((row) => row.cells),
        SUMMARY,
        summary,
      )
    },
    VALID_MS,
  )
}

function shares(call: Call, subMchid: string | null): Row[] {
  const { sharing, book } = call.platform
  const mine = [...sharing.splits.values()].filter(
    (split) => split.mchid === call.merchant.mchid && (subMchid === null || split.subMchid === subMchid),
  )
  return mine.flatMap((split) =>
    split.shares
      .filter((share) => share.result === 'SUCCESS' && share.account !== (split.subMchid ?? split.mchid))
      .map((share) => ({
        atMs: share.finishedAtMs,
        amountMinor: share.amountMinor,
        isReturn: false,
        cells: [
          billTime(share.finishedAtMs),
          split.mchid,
          split.subMchid ?? split.mchid,
          split.transactionId,
          split.splitId,
          share.detailId,
          split.outOrderNo,
          yuan(book.orderById(split.orderId)?.totalMinor ?? 0),
          share.account,
          yuan(share.amountMinor),
          '分账',
          '处理成功',
          escapeText(share.description, 'payment'),
          '',
        ],
      })),
  )
}

function returns(call: Call, subMchid: string | null): Row[] {
  const { sharing, book } = call.platform
  return [...sharing.returns.values()].flatMap((one) => {
    const split = sharing.splits.get(one.splitKey)
    if (!split || split.mchid !== call.merchant.mchid || one.result !== 'SUCCESS') return []
    if (subMchid !== null && split.subMchid !== subMchid) return []
    return [
      {
        atMs: one.finishedAtMs,
        amountMinor: one.amountMinor,
        isReturn: true,
        cells: [
          billTime(one.finishedAtMs),
          split.mchid,
          split.subMchid ?? split.mchid,
          split.transactionId,
          one.returnId,
          '',
          one.outReturnNo,
          yuan(book.orderById(split.orderId)?.totalMinor ?? 0),
          one.returnMchid,
          yuan(one.amountMinor),
          '分账回退',
          '处理成功',
          escapeText(one.description, 'payment'),
          '',
        ],
      },
    ]
  })
}
