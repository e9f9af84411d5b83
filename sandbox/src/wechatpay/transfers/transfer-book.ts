import type { Collection, Store } from '../../core/store.js'
import type { Signer } from '../order-book.js'

export type TransferState =
  | 'WAIT_USER_CONFIRM'
  | 'TRANSFERING'
  | 'SUCCESS'
  | 'FAIL'
  | 'CANCELING'
  | 'CANCELLED'

export interface Transfer {
  id: string
  mchid: string
  appid: string
  outBillNo: string
  transferBillNo: string
  fingerprint: string
  openid: string
  userId: string
  /** As the merchant gave it; checked when the money moves. */
  userName: string | null
  amountMinor: number
  remark: string
  notifyUrl: string | null
  packageInfo: string
  state: TransferState
  failReason: string | null
  createdAtMs: number
  updatedAtMs: number
  /** When the state changes by itself; null at an end. */
  nextAtMs: number | null
  signer: Signer
}

export const transferKey = (mchid: string, outBillNo: string): string => `${mchid} ${outBillNo}`

export interface TransferBook {
  readonly kept: Collection<Transfer>
  get(mchid: string, outBillNo: string): Transfer | undefined
  byBillNo(mchid: string, transferBillNo: string): Transfer | undefined
  /** Whoever it belongs to. */
  byNumber(outBillNo: string): Transfer | undefined
}

export function openTransferBook(store: Store): TransferBook {
  const kept: Collection<Transfer> = store.collection('wechatpay_transfers')
  const find = (wanted: (one: Transfer) => boolean): Transfer | undefined => {
    for (const one of kept.values()) if (wanted(one)) return one
    return undefined
  }
  return {
    kept,
    get: (mchid, outBillNo) => kept.get(transferKey(mchid, outBillNo)),
    byBillNo: (mchid, billNo) => find((one) => one.mchid === mchid && one.transferBillNo === billNo),
    byNumber: (outBillNo) => find((one) => one.outBillNo === outBillNo),
  }
}
