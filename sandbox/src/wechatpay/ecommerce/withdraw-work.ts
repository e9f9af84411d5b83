import { beijingTime } from '../beijing-time.js'
import type { Platform } from '../call.js'
import { openWithdrawBook, type Withdrawal, type WithdrawBook, type WithdrawEnd } from './withdraw-book.js'

/** Withdrawals on their way: accepted today, with the bank tomorrow (14-ecommerce §8). */
export interface WithdrawWork {
  readonly book: WithdrawBook
  begin(one: Withdrawal): void
  /** What the bank does; null when that cannot happen any more. */
  finish(outRequestNo: string, end: WithdrawEnd, reason?: string): Withdrawal | null
  resume(): void
}

const DAY_MS = 24 * 3_600_000
const BEIJING_MS = 8 * 3_600_000
const RETURNABLE_MS = 7 * DAY_MS

export function createWithdrawWork(platform: () => Platform, core: Platform['core']): WithdrawWork {
  const book = openWithdrawBook(core.store)
  const record = (one: Withdrawal, type: string, amountMinor: number): void => {
    platform().funds.record({
      mchid: one.subMchid ?? one.mchid,
      account: one.account,
      businessNo: one.withdrawId,
      name: '充值/提现',
      type,
      amountMinor,
      applicant: `${one.mchid}API`,
      remark: one.remark,
      voucher: one.outRequestNo,
    })
  }
  const end = (one: Withdrawal, status: WithdrawEnd, reason: string): void => {
    one.status = status
    one.reason = reason
    one.updatedAtMs = core.clock.nowMs()
    one.nextAtMs = null
    book.kept.put(one)
    // The name of the row that brings the money back is unverified.
    if (status !== 'SUCCESS') record(one, '提现退回', one.amountMinor)
    if (one.notifyUrl === null) return
    core.notices.send({
      institution: 'wechatpay',
      operation: 'notice.withdraw',
      event: 'MCHWITHDRAW.CHANGE',
      outTradeNo: one.outRequestNo,
      url: one.notifyUrl,
      payload: {
        mchid: one.mchid,
        signer: one.signer,
        originalType: 'mch_withdraw',
        summary: '提现状态变更',
        plaintext: withdrawJson(one),
      },
    })
  }
  const schedule = (one: Withdrawal): void => {
    const atMs = one.nextAtMs
    if (atMs === null) return
    core.clock.at(atMs, () => {
      if (book.kept.get(one.id) === one && one.nextAtMs === atMs) end(one, 'SUCCESS', '')
    })
  }

  return {
    book,
    begin(one) {
      record(one, '提现', -one.amountMinor)
      one.nextAtMs = Math.floor((one.createdAtMs + BEIJING_MS) / DAY_MS + 1) * DAY_MS - BEIJING_MS
      book.kept.put(one)
      schedule(one)
    },
    finish(outRequestNo, status, reason = '') {
      const one = book.ofAnybody(outRequestNo)
      if (!one) return null
      const waiting = one.status === 'CREATE_SUCCESS'
      // The bank may still send money back within seven days.
      const returnable = one.status === 'SUCCESS' && core.clock.nowMs() <= one.updatedAtMs + RETURNABLE_MS
      if (status === 'REFUND' ? !returnable : !waiting) return null
      end(one, status, reason)
      return one
    },
    resume() {
      for (const one of book.kept.values()) schedule(one)
    },
  }
}

/** The answer of both queries, and what the notice says. */
export function withdrawJson(one: Withdrawal): Record<string, unknown> {
  return {
    ...(one.subMchid === null ? { mchid: one.mchid } : { sp_mchid: one.mchid, sub_mchid: one.subMchid }),
    status: one.status,
    withdraw_id: one.withdrawId,
    out_request_no: one.outRequestNo,
    amount: one.amountMinor,
    create_time: beijingTime(one.createdAtMs),
    update_time: beijingTime(one.updatedAtMs),
    reason: one.reason,
    remark: one.remark,
    bank_memo: one.bankMemo,
    account_type: one.account,
    account_number: one.bank.lastFour,
    account_bank: one.bank.accountBank,
    ...(one.bank.bankName === null ? {} : { bank_name: one.bank.bankName }),
    // Text for a person; only the platform's own query has it.
    ...(one.subMchid === null ? { solution: '' } : {}),
  }
}
