import { setTimeout as pause } from 'node:timers/promises'
import type { AttemptView, CheckoutView, RefundView } from '@hutong/server/modules/checkouts'
import type { Sandbox } from 'hutong-sandbox'
import type { Dice } from './dice.js'
import type { Answer, Method, Problem, RefundWish, Shop } from './shop.js'

/** What a shopper will do, thrown before anything begins, so that a seed tells the same stories again. */
export interface ShopperPlan {
  readonly name: string
  /** Which of the processes is called first. */
  readonly door: number
  readonly method: Method
  readonly paysAfterMs: number | null
  readonly switchesTo: Method | null
  readonly switchesAfterMs: number
  readonly closesAfterMs: number | null
  /** What is asked back once it is paid; two wishes are asked for at the same moment. */
  readonly refunds: readonly ('all' | 'order' | 'items' | 'amount')[]
}

const METHODS: readonly Method[] = ['wechatpay_scan', 'wechatpay_jump', 'alipay_scan', 'alipay_scan']

export function planShopper(dice: Dice, number: number): ShopperPlan {
  return {
    name: `shopper-${number}`,
    door: dice.below(2),
    method: dice.pick(METHODS),
    paysAfterMs: dice.chance(0.85) ? dice.below(400) : null,
    switchesTo: dice.chance(0.3) ? dice.pick(METHODS) : null,
    switchesAfterMs: dice.below(400),
    closesAfterMs: dice.chance(0.2) ? dice.below(500) : null,
    refunds: dice.chance(0.4)
      ? Array.from({ length: 1 + dice.below(2) }, () =>
          dice.pick(['all', 'order', 'items', 'amount'] as const),
        )
      : [],
  }
}

export interface Town {
  readonly sandbox: Sandbox
  /** The doors of the platform's processes; one may be dead for a while. */
  readonly shops: readonly Shop[]
}

/** A refund that was asked for, and may not have been answered. */
export interface AskedRefund {
  readonly checkoutId: string
  readonly key: string
  readonly wish: RefundWish
}

/** Asks one door after the other until somebody answers. */
export async function ask<Body>(
  town: Town,
  door: number,
  ...args: Parameters<Shop['call']>
): Promise<Answer<Body & Problem>> {
  for (let turn = door; ; turn += 1) {
    try {
      const answer = await town.shops[turn % town.shops.length]?.call<Body & Problem>(...args)
      if (answer !== undefined && answer.status < 500) return answer
    } catch {
      // Nobody is at this door; a shop tries the next.
    }
    if (turn - door > 200) throw new Error(`nobody answers ${args[0]} ${args[1]}`)
    await pause(40)
  }
}

/** Lives the plan to its end. The shopper is a fool: whatever code is shown gets paid. */
export async function live(town: Town, plan: ShopperPlan): Promise<readonly AskedRefund[]> {
  const checkout = await place(town, plan)
  await Promise.all([
    startAndPay(town, plan, checkout.id, plan.method, 0),
    plan.switchesTo === null
      ? null
      : startAndPay(town, plan, checkout.id, plan.switchesTo, plan.switchesAfterMs),
    plan.closesAfterMs === null ? null : closeLater(town, plan, checkout.id, plan.closesAfterMs),
  ])
  return plan.refunds.length === 0 ? [] : askMoneyBack(town, plan, checkout.id)
}

async function place(town: Town, plan: ShopperPlan): Promise<Pick<CheckoutView, 'id'>> {
  const item = (name: string, quantity: number, unitPriceMinor: number) => ({
    name,
    category: 'all',
    quantity,
    unitPriceMinor,
  })
  const answer = await ask<CheckoutView>(town, plan.door, 'POST', '/v1/checkouts', {
    reference: plan.name,
    shopper: { id: plan.name },
    orders: [
      { reference: 'tea', merchantId: 'm_tea', items: [item('龙井', 3, 129), item('茶杯', 1, 500)] },
      { reference: 'books', merchantId: 'm_books', items: [item('茶经', 1, 99)] },
    ],
  })
  if (answer.body.code === 'reference_taken') return { id: String(answer.body.details?.checkoutId) }
  if (answer.status !== 201) throw new Error(`not placed: ${JSON.stringify(answer.body)}`)
  return answer.body
}

async function startAndPay(
  town: Town,
  plan: ShopperPlan,
  checkoutId: string,
  method: Method,
  afterMs: number,
): Promise<void> {
  await pause(afterMs)
  const scene = method === 'wechatpay_jump' ? 'mobile_web' : 'desktop_web'
  const path = `/v1/checkouts/${checkoutId}/attempts`
  for (let turn = 0; turn < 20; turn += 1) {
    const { status, body } = await ask<AttemptView>(town, plan.door + turn, 'POST', path, {
      method,
      scene,
      payerIp: '203.0.113.7',
    })
    if (status === 201) {
      const shown = await untilShown(town, plan, path, body)
      if (!shown || plan.paysAfterMs === null) return
      await pause(plan.paysAfterMs)
      const wallet = method === 'alipay_scan' ? 'rich-alipay' : 'rich-wechat'
      town.sandbox.control.pay({ outTradeNo: body.outTradeNo, userId: wallet })
      return
    }
    // The other wallet is still being settled: a person tries again.
    if (body.code !== 'rival_still_open') return
    await pause(150)
  }
}

/** Long enough for all but the unluckiest, who meet one fault after another. */
const PATIENCE_MS = 15_000

async function untilShown(
  town: Town,
  plan: ShopperPlan,
  path: string,
  attempt: AttemptView,
): Promise<boolean> {
  const endMs = Date.now() + PATIENCE_MS
  let { state } = attempt
  for (let turn = 0; Date.now() < endMs && (state === 'created' || state === 'unknown'); turn += 1) {
    await pause(150)
    state = (await ask<AttemptView>(town, plan.door + turn, 'GET', `${path}/${attempt.id}`)).body.state
  }
  return state === 'pending'
}

async function closeLater(town: Town, plan: ShopperPlan, checkoutId: string, afterMs: number): Promise<void> {
  await pause(afterMs)
  await ask(town, plan.door, 'POST', `/v1/checkouts/${checkoutId}/close`)
}

async function askMoneyBack(town: Town, plan: ShopperPlan, checkoutId: string): Promise<AskedRefund[]> {
  let checkout: CheckoutView | undefined
  for (let turn = 0; turn < 30 && checkout?.state !== 'paid'; turn += 1) {
    await pause(150)
    checkout = (await ask<CheckoutView>(town, plan.door + turn, 'GET', `/v1/checkouts/${checkoutId}`)).body
    if (checkout.state === 'closed') return []
  }
  const tea = checkout?.orders[0]
  if (checkout?.state !== 'paid' || tea === undefined) return []
  const wishes: Record<ShopperPlan['refunds'][number], RefundWish> = {
    all: {},
    order: { orderId: tea.id },
    items: { items: [{ itemId: tea.items[0]?.id ?? '', quantity: 2 }] },
    amount: { orderId: tea.id, amountMinor: 100 },
  }
  const asked = plan.refunds.map((kind, at) => ({
    checkoutId,
    key: `${plan.name}-refund-${at}`,
    wish: wishes[kind],
  }))
  await Promise.all(asked.map((one) => askRefund(town, plan.door, one)))
  return asked
}

export function askRefund(town: Town, door: number, { checkoutId, key, wish }: AskedRefund) {
  const body = { reason: '不想要了', ...wish }
  return ask<RefundView>(town, door, 'POST', `/v1/checkouts/${checkoutId}/refunds`, body, key)
}
