import { beijingTime } from '../beijing-time.js'
import type { Platform } from '../call.js'
import type { Transfer, TransferState } from './transfer-book.js'

/** The way of a transfer from waiting for the user to its end. */
export interface TransferWork {
  /** The money is locked; the user has a day. */
  begin(transfer: Transfer): void
  /** What the user does; false when it no longer waits. */
  answer(transfer: Transfer, accepts: boolean): boolean
  cancel(transfer: Transfer): void
  resume(): void
}

const DAY_MS = 24 * 3_600_000
const STEP_TAKES_MS = 1_000

export function createTransferWork(platform: () => Platform): TransferWork {
  const plan = (transfer: Transfer, state: TransferState, inMs: number | null): void => {
    const { core, transfers } = platform()
    transfer.state = state
    transfer.updatedAtMs = core.clock.nowMs()
    transfer.nextAtMs = inMs === null ? null : core.clock.nowMs() + inMs
    transfers.kept.put(transfer)
    schedule(transfer)
  }
  const schedule = (transfer: Transfer): void => {
    const { core, transfers } = platform()
    const atMs = transfer.nextAtMs
    if (atMs === null) return
    core.clock.at(atMs, () => {
      if (transfers.kept.get(transfer.id) === transfer && transfer.nextAtMs === atMs) goOn(transfer)
    })
  }
  const goOn = (transfer: Transfer): void => {
    if (transfer.state === 'WAIT_USER_CONFIRM') end(transfer, 'FAIL', 'OVERDUE_CLOSE')
    else if (transfer.state === 'CANCELING') end(transfer, 'CANCELLED', null)
    else if (transfer.state === 'TRANSFERING') payOut(transfer)
  }
  const payOut = (transfer: Transfer): void => {
    const { core, merchants } = platform()
    const user = core.wallets.user(transfer.userId)
    const wrongName = transfer.userName !== null && transfer.userName !== user?.name
    if (!user || wrongName) {
      end(transfer, 'FAIL', user ? 'NAME_NOT_CORRECT' : 'ACCOUNT_NOT_EXIST')
      return
    }
    core.wallets.receive(user.id, {
      payee: merchants.get(transfer.mchid)?.name ?? transfer.mchid,
      description: transfer.remark,
      outTradeNo: transfer.outBillNo,
      amountMinor: transfer.amountMinor,
    })
    end(transfer, 'SUCCESS', null)
  }
  const book = (transfer: Transfer, type: string, amountMinor: number): void => {
    platform().funds.record({
      mchid: transfer.mchid,
      account: 'OPERATION',
      businessNo: transfer.transferBillNo,
      name: '商家转账',
      type,
      amountMinor,
      applicant: `${transfer.mchid}API`,
      remark: transfer.remark,
      voucher: transfer.outBillNo,
    })
  }
  const end = (
    transfer: Transfer,
    state: 'SUCCESS' | 'FAIL' | 'CANCELLED',
    failReason: string | null,
  ): void => {
    transfer.failReason = failReason
    plan(transfer, state, null)
    if (state !== 'SUCCESS') book(transfer, '商家转账退回', transfer.amountMinor)
    if (transfer.notifyUrl === null) return
    platform().core.notices.send({
      institution: 'wechatpay',
      operation: 'notice.transfer',
      event: 'MCHTRANSFER.BILL.FINISHED',
      outTradeNo: transfer.outBillNo,
      url: transfer.notifyUrl,
      payload: {
        mchid: transfer.mchid,
        signer: transfer.signer,
        originalType: 'mch_payment',
        summary: '商家转账单据终态通知',
        plaintext: {
          out_bill_no: transfer.outBillNo,
          transfer_bill_no: transfer.transferBillNo,
          state,
          mch_id: transfer.mchid,
          transfer_amount: transfer.amountMinor,
          openid: transfer.openid,
          ...(failReason === null ? {} : { fail_reason: failReason }),
          create_time: beijingTime(transfer.createdAtMs),
          update_time: beijingTime(transfer.updatedAtMs),
          ...(state === 'SUCCESS' ? { payment_method_type: 'CFT' } : {}),
        },
      },
    })
  }

  return {
    begin(transfer) {
      book(transfer, '商家转账', -transfer.amountMinor)
      plan(transfer, 'WAIT_USER_CONFIRM', DAY_MS)
    },
    answer(transfer, accepts) {
      if (transfer.state !== 'WAIT_USER_CONFIRM') return false
      // Turning away leaves it waiting: only a confirmation or time ends it.
      if (accepts) plan(transfer, 'TRANSFERING', STEP_TAKES_MS * platform().core.scale)
      return true
    },
    cancel: (transfer) => plan(transfer, 'CANCELING', STEP_TAKES_MS * platform().core.scale),
    resume() {
      for (const transfer of platform().transfers.kept.values()) schedule(transfer)
    },
  }
}
