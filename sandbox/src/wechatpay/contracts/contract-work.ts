import type { Platform } from '../call.js'
import { NO_PLAN } from '../coupons/choose-coupons.js'
import { type Order, sellerOf } from '../order-book.js'
import { whoJson } from '../order-json.js'
import { markPaid, requirePayer, sendPaymentNotice } from '../pay-order.js'
import { contractNoticeXml } from '../v2/contract-xml.js'
import { failedNoticeV2 } from '../v2/order-notices.js'
import { whoXml } from '../v2/who-xml.js'
import type { Contract, TerminationMode } from './contract-book.js'
import { contractJson } from './contract-json.js'
import { today } from './schedules.js'

/** What the user and time do to contracts and deductions. */
export interface ContractWork {
  /** The user signs; false when the page is stale, the contract is signed, or another user was meant. */
  sign(contract: Contract, userId: string): boolean
  terminate(contract: Contract, mode: TerminationMode, remark: string): void
  /** Accepted: the money is taken a little later. */
  deduct(order: Order): void
  resume(): void
}

const DEDUCTION_TAKES_MS = 2_000
/** How long a contract holds unless it is ended; the end in life is unverified. */
const HOLDS_MS = 10 * 365 * 24 * 3_600_000

export function createContractWork(platform: () => Platform): ContractWork {
  const tell = (contract: Contract, event: 'ENTRUST.SIGN' | 'ENTRUST.TERMINATE'): void => {
    platform().core.notices.send({
      institution: 'wechatpay',
      operation: 'notice.contract',
      event,
      outTradeNo: contract.outContractCode,
      url: contract.notifyUrl,
      payload: {
        mchid: contract.mchid,
        signer: contract.signer,
        originalType: 'entrust',
        summary: event === 'ENTRUST.SIGN' ? '签约成功' : '解约成功',
        plaintext: contractJson(contract),
        ...(contract.v2
          ? {
              v2: {
                signType: contract.v2.signType,
                members: { ...whoXml(contract), ...contractNoticeXml(contract) },
              },
            }
          : {}),
      },
    })
  }
  const schedule = (order: Order): void => {
    const { core, book } = platform()
    const { deduction } = order
    if (!deduction?.waiting) return
    core.clock.at(deduction.dueAtMs, () => {
      if (book.orderById(order.id) === order && order.deduction?.waiting) take(order)
    })
  }
  const take = (order: Order): void => {
    const { core, book, contracts, coupons, merchants } = platform()
    const { deduction } = order
    const contract = deduction && contracts.kept.get(deduction.contractKey)
    const user = core.wallets.user(contract?.signed?.userId ?? '')
    if (!contract || !deduction) return
    order.deduction = { ...deduction, waiting: false }
    const [plan = NO_PLAN] = user ? coupons.plan([order], user.id) : []
    const charged =
      user !== undefined &&
      contract.terminated === null &&
      core.wallets.charge(user.id, user.password, {
        payee: merchants.get(sellerOf(order))?.name ?? sellerOf(order),
        description: order.description,
        outTradeNo: order.outTradeNo,
        orderId: order.id,
        amountMinor: order.totalMinor - plan.discountMinor,
      }) === null
    contract.failed = !charged
    if (charged) {
      const date = today(core.clock.nowMs())
      if (contract.schedule) contract.schedule.deducted = { amountMinor: order.totalMinor, date }
      markPaid(platform(), order, user, plan)
    }
    book.keepOrder(order)
    contracts.kept.put(contract)
    core.events.emit({
      kind: 'payment',
      institution: 'wechatpay',
      outTradeNo: order.outTradeNo,
      zh: charged ? '委托代扣成功' : '委托代扣失败',
      en: charged ? 'The deduction succeeded' : 'The deduction failed',
      data: { amountMinor: order.totalMinor },
    })
    if (charged) sendPaymentNotice(core, order, null)
    else tellFailure(order)
  }
  const tellFailure = (order: Order): void => {
    platform().core.notices.send({
      institution: 'wechatpay',
      operation: 'notice.payment',
      event: 'TRANSACTION.FAIL',
      outTradeNo: order.outTradeNo,
      url: order.notifyUrl,
      payload: {
        mchid: order.mchid,
        signer: order.signer,
        originalType: 'transaction',
        summary: '支付失败',
        plaintext: {
          ...whoJson(order),
          out_trade_no: order.outTradeNo,
          trade_type: 'PAP',
          // The notice has another word than the query (16-papay §4).
          trade_state: 'PAY_FAIL',
          trade_state_description: '用户余额不足或已解约，扣费失败',
          attach: order.attach,
          amount: { total: order.totalMinor, currency: 'CNY' },
        },
        ...(order.v2 ? { v2: failedNoticeV2(order, order.v2) } : {}),
      },
    })
  }

  return {
    sign(contract, userId) {
      const { core, contracts, openids } = platform()
      const nowMs = core.clock.nowMs()
      const user = requirePayer(
        platform(),
        userId,
        contract.openidAsked,
        contract.partner?.openidUnder ?? contract.appid,
      )
      if ('zh' in user || contract.signed || nowMs >= contract.signUntilMs) return false
      contract.signed = {
        atMs: nowMs,
        userId: user.id,
        openid: openids.openidOf(user, contract.appid),
        ...(contract.partner?.subAppid
          ? { subOpenid: openids.openidOf(user, contract.partner.subAppid) }
          : {}),
        expiresAtMs: nowMs + HOLDS_MS,
      }
      contracts.kept.put(contract)
      tell(contract, 'ENTRUST.SIGN')
      return true
    },
    terminate(contract, mode, remark) {
      contract.terminated = { mode, atMs: platform().core.clock.nowMs(), remark }
      platform().contracts.kept.put(contract)
      tell(contract, 'ENTRUST.TERMINATE')
    },
    deduct(order) {
      const { core, book } = platform()
      if (!order.deduction) return
      order.deduction.dueAtMs = core.clock.nowMs() + DEDUCTION_TAKES_MS * core.scale
      book.keepOrder(order)
      schedule(order)
    },
    resume() {
      for (const order of platform().book.orders()) schedule(order)
    },
  }
}
