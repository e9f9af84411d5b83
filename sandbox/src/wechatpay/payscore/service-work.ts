import { beijingDigits } from '../beijing-time.js'
import type { Platform } from '../call.js'
import { NO_PLAN } from '../coupons/choose-coupons.js'
import { promotionsJson } from '../coupons/promotion.js'
import { type Order, orderKey, scopeOf, type TradeType } from '../order-book.js'
import { DEFAULT_PAYABLE_MS } from '../order-state.js'
import { markPaid } from '../pay-order.js'
import type { ServiceOrder } from './service-book.js'
import { serviceJson } from './service-json.js'

/** What the user and time do to service orders. */
export interface ServiceWork {
  /** The user opens the confirm page and agrees; false when the page is stale or the order is past that. */
  confirm(order: ServiceOrder, userId: string): boolean
  /** The service is over: the money is taken a little later, and tried again while there is none. */
  collect(order: ServiceOrder): void
  /** The user pays what is due; false when nothing is, or the purse is empty. */
  payNow(order: ServiceOrder): boolean
  resume(): void
}

const HOUR_MS = 3_600_000
const DEDUCTION_TAKES_MS = 2_000

const payeeOf = (service: ServiceOrder): string => service.partner?.subMchid ?? service.mchid

export function createServiceWork(platform: () => Platform): ServiceWork {
  const tell = (order: ServiceOrder, event: 'PAYSCORE.USER_CONFIRM' | 'PAYSCORE.USER_PAID'): void => {
    const { core } = platform()
    core.notices.send({
      institution: 'wechatpay',
      operation: 'notice.payscore',
      event,
      outTradeNo: order.outOrderNo,
      url: order.notifyUrl,
      payload: {
        mchid: order.mchid,
        signer: order.signer,
        originalType: 'payscore',
        summary: event === 'PAYSCORE.USER_PAID' ? '支付成功' : '用户已确认订单',
        plaintext: serviceJson(order, core.clock.nowMs()),
      },
    })
  }
  const schedule = (order: ServiceOrder): void => {
    const { core, services } = platform()
    const atMs = order.nextAtMs
    if (atMs === null) return
    core.clock.at(atMs, () => {
      if (services.get(order.id) !== order || order.nextAtMs !== atMs) return
      if (pay(order, 'AUTH')) return
      // An empty purse is tried again for as long as it takes.
      plan(order, HOUR_MS)
    })
  }
  const plan = (order: ServiceOrder, inMs: number): void => {
    const { core, services } = platform()
    order.nextAtMs = core.clock.nowMs() + inMs
    services.put(order)
    schedule(order)
  }
  const pay = (service: ServiceOrder, tradeType: TradeType): boolean => {
    const { core, coupons, merchants, services } = platform()
    const user = core.wallets.user(service.userId ?? '')
    const isDue = service.state === 'DOING' && service.completedAtMs !== null && service.payment === null
    if (!user || !isDue || service.totalMinor === null) return false
    const order = paymentOrder(service, service.totalMinor, tradeType)
    const [plan = NO_PLAN] = coupons.plan([order], user.id)
    const refusal = core.wallets.charge(user.id, user.password, {
      payee: merchants.get(payeeOf(service))?.name ?? payeeOf(service),
      description: order.description,
      outTradeNo: order.outTradeNo,
      orderId: order.id,
      amountMinor: order.totalMinor - plan.discountMinor,
    })
    if (refusal) return false
    const transactionId = markPaid(platform(), order, user, plan)
    const paidTime = beijingDigits(core.clock.nowMs())
    service.payment = {
      amountMinor: order.totalMinor,
      paidType: 'NEWTON',
      paidTime,
      transactionId,
      ...(plan.promotions.length === 0 ? {} : { promotionDetail: promotionsJson(order) }),
    }
    service.state = 'DONE'
    service.nextAtMs = null
    services.put(service)
    tell(service, 'PAYSCORE.USER_PAID')
    return true
  }
  /** The payment behind a service: refunds name its transaction, bills show the service in the attach (§8). */
  const paymentOrder = (service: ServiceOrder, totalMinor: number, tradeType: TradeType): Order => {
    const { core } = platform()
    const nowMs = core.clock.nowMs()
    const outTradeNo = `PS${core.random.digits(30)}`
    return {
      id: orderKey(scopeOf(service.mchid, service.partner?.subMchid), outTradeNo),
      mchid: service.mchid,
      ...(service.partner ? { partner: { ...service.partner, openidUnder: service.appid } } : {}),
      appid: service.appid,
      outTradeNo,
      tradeType,
      description: service.terms.service_introduction,
      attach: `wxzff|${service.orderId}|${service.outOrderNo}`,
      notifyUrl: '',
      totalMinor,
      fingerprint: '',
      openid: service.openid,
      deviceId: null,
      goodsIds: null,
      profitSharing: service.profitSharing,
      ...(service.goodsTag === undefined ? {} : { goodsTag: service.goodsTag }),
      createdAtMs: nowMs,
      payableUntilMs: nowMs + DEFAULT_PAYABLE_MS,
      closedAtMs: null,
      handles: [],
      signer: service.signer,
      paid: null,
      refundIds: [],
    }
  }

  return {
    confirm(order, userId) {
      const { core, openids, services } = platform()
      const user = core.wallets.user(userId)
      const isFresh = core.clock.nowMs() <= order.createdAtMs + HOUR_MS
      if (user?.wallet !== 'wechat' || order.state !== 'CREATED' || !isFresh) return false
      order.state = 'DOING'
      order.userId = user.id
      order.openid = openids.openidOf(user, order.appid)
      const subAppid = order.partner?.subAppid
      if (subAppid) order.subOpenid = openids.openidOf(user, subAppid)
      services.put(order)
      tell(order, 'PAYSCORE.USER_CONFIRM')
      return true
    },
    collect: (order) => plan(order, DEDUCTION_TAKES_MS * platform().core.scale),
    payNow: (order) => pay(order, 'JSAPI'),
    resume() {
      for (const order of platform().services.values()) schedule(order)
    },
  }
}
