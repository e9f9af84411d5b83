import { beijingTime } from '../beijing-time.js'
import type { Share, ShareReturn, Split } from './sharing-book.js'

/** The answer of split, unfreeze and query (13 §3). */
export function splitJson(split: Split): Record<string, unknown> {
  return {
    ...(split.subMchid === null ? {} : { sub_mchid: split.subMchid }),
    transaction_id: split.transactionId,
    out_order_no: split.outOrderNo,
    order_id: split.splitId,
    state: split.state,
    receivers: split.shares.map((share) => ({
      amount: share.amountMinor,
      description: share.description,
      type: share.type,
      account: share.account,
      result: share.result,
      ...(share.failReason === null ? {} : { fail_reason: share.failReason }),
      create_time: beijingTime(share.createdAtMs),
      // Present while pending too; what it then says is unverified.
      finish_time: beijingTime(share.finishedAtMs),
      detail_id: share.detailId,
    })),
  }
}

export function returnJson(one: ShareReturn, subMchid: string | null): Record<string, unknown> {
  return {
    ...(subMchid === null ? {} : { sub_mchid: subMchid }),
    order_id: one.splitId,
    out_order_no: one.outOrderNo,
    out_return_no: one.outReturnNo,
    return_id: one.returnId,
    return_mchid: one.returnMchid,
    amount: one.amountMinor,
    description: one.description,
    result: one.result,
    create_time: beijingTime(one.createdAtMs),
    finish_time: beijingTime(one.finishedAtMs),
  }
}

interface Moved {
  mchid: string
  subMchid: string | null
  transactionId: string
  /** WeChat's and the merchant's number of the split or the return. */
  wxNumber: string
  outNumber: string
  receiver: Pick<Share, 'type' | 'account' | 'amountMinor' | 'description'>
  atMs: number
}

/** What a receiving merchant is told (13 §7); splits and returns differ by the summary only. */
export function movedJson(moved: Moved): Record<string, unknown> {
  const { receiver } = moved
  return {
    ...(moved.subMchid === null
      ? { mchid: moved.mchid }
      : { sp_mchid: moved.mchid, sub_mchid: moved.subMchid }),
    transaction_id: moved.transactionId,
    order_id: moved.wxNumber,
    out_order_no: moved.outNumber,
    receiver: {
      type: receiver.type,
      account: receiver.account,
      amount: receiver.amountMinor,
      description: receiver.description,
    },
    success_time: beijingTime(moved.atMs),
  }
}
