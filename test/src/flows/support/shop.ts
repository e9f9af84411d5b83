import type { AttemptView, CheckoutView, RefundView } from '@hutong/server/modules/checkouts'
import { isRefusal, type Sandbox } from 'hutong-sandbox'
import { until } from '../../support/index.js'

export type Method = 'wechatpay_scan' | 'wechatpay_jump' | 'alipay_scan' | 'alipay_jump'

export interface Answer<Body> {
  readonly status: number
  readonly body: Body
}

export interface Problem {
  readonly code: string
  readonly details?: Readonly<Record<string, unknown>>
}

export interface StoryEntry {
  readonly at: string
  readonly kind: string
  readonly subject: string | null
  readonly alarm: boolean
  readonly data: Readonly<Record<string, unknown>>
}

export interface RefundWish {
  readonly orderId?: string
  readonly items?: readonly { readonly itemId: string; readonly quantity: number }[]
  readonly amountMinor?: number
}

/** A marketplace, with the shopper's hand on the phone. */
export interface Shop {
  call<Body>(verb: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer<Body>>
  openStalls(): Promise<void>
  /** Two sellers' orders: tea, 2 × 12.90, and a book, 9.90. */
  place(wish?: { expiresInMs?: number }): Promise<CheckoutView>
  /** Starts a payment that must be taken. */
  start(checkoutId: string, method?: Method): Promise<AttemptView>
  tryStart(checkoutId: string, method: Method): Promise<Answer<AttemptView & Problem>>
  /** The shopper pays what is shown; throws when the wallet refuses. */
  pay(attempt: Pick<AttemptView, 'outTradeNo'>): void
  /** Places, starts, pays, and waits until it is paid. */
  placePaid(method?: Method): Promise<CheckoutView>
  read(checkoutId: string): Promise<CheckoutView>
  readAttempt(checkoutId: string, attemptId: string): Promise<AttemptView>
  readRefund(checkoutId: string, refundId: string): Promise<RefundView>
  untilState(checkoutId: string, state: CheckoutView['state'], withinMs?: number): Promise<CheckoutView>
  untilAttempt(attempt: AttemptView, checkoutId: string, state: AttemptView['state']): Promise<AttemptView>
  untilRefund(refund: RefundView, state: RefundView['state'], withinMs?: number): Promise<RefundView>
  close(checkoutId: string): Promise<Answer<CheckoutView & Problem>>
  /** Asks for money back: everything that is left unless the wish says less. */
  refund(checkoutId: string, wish?: RefundWish): Promise<Answer<RefundView & Problem>>
  retryRefund(refund: RefundView): Promise<Answer<RefundView & Problem>>
  story(checkoutId: string): Promise<StoryEntry[]>
}

interface ShopParts {
  readonly url: string
  readonly apiKey: string
  readonly sandbox: Sandbox
}

let placed = 0

export function createShop({ url, apiKey, sandbox }: ShopParts): Shop {
  async function call<Body>(
    verb: 'GET' | 'POST',
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer<Body>> {
    const response = await fetch(url + path, {
      method: verb,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Body }
  }
  /** Its body, when it was answered as it should be. */
  async function take<Body>(expected: number, answer: Promise<Answer<Body>>): Promise<Body> {
    const { status, body } = await answer
    if (status !== expected) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
    return body
  }
  const read = (checkoutId: string) => take(200, call<CheckoutView>('GET', `/v1/checkouts/${checkoutId}`))
  const readAttempt = (checkoutId: string, attemptId: string) =>
    take(200, call<AttemptView>('GET', `/v1/checkouts/${checkoutId}/attempts/${attemptId}`))
  const readRefund = (checkoutId: string, refundId: string) =>
    take(200, call<RefundView>('GET', `/v1/checkouts/${checkoutId}/refunds/${refundId}`))

  const shop: Shop = {
    call,
    read,
    readAttempt,
    readRefund,
    async openStalls() {
      await take(201, call('POST', '/v1/merchants', { id: 'm_tea', name: '茶铺', nameEn: 'Tea' }))
      await take(201, call('POST', '/v1/merchants', { id: 'm_books', name: '书店', nameEn: 'Books' }))
    },
    place(wish = {}) {
      placed += 1
      const tea = { name: '龙井', category: 'tea', quantity: 2, unitPriceMinor: 1_290 }
      const book = { name: '茶经', category: 'books', quantity: 1, unitPriceMinor: 990 }
      const checkout = {
        reference: `S${process.pid}-${placed}`,
        shopper: { id: 'shopper-1' },
        ...wish,
        orders: [
          { reference: 'tea', merchantId: 'm_tea', items: [tea] },
          { reference: 'books', merchantId: 'm_books', items: [book] },
        ],
      }
      return take(201, call<CheckoutView>('POST', '/v1/checkouts', checkout))
    },
    tryStart(checkoutId, method) {
      const scene = method === 'wechatpay_jump' ? 'mobile_web' : 'desktop_web'
      return call('POST', `/v1/checkouts/${checkoutId}/attempts`, { method, scene, payerIp: '203.0.113.7' })
    },
    start: (checkoutId, method = 'wechatpay_scan') => take(201, shop.tryStart(checkoutId, method)),
    pay({ outTradeNo }) {
      const answer = sandbox.control.pay({ outTradeNo })
      if (isRefusal(answer)) throw new Error(`the wallet refused: ${answer.code}`)
    },
    async placePaid(method) {
      const { id } = await shop.place()
      shop.pay(await shop.start(id, method))
      return shop.untilState(id, 'paid')
    },
    untilState(checkoutId, state, withinMs) {
      return until(
        `${checkoutId} is ${state}`,
        async () => {
          const checkout = await read(checkoutId)
          if (checkout.state === state) return checkout
          throw new Error(`it is ${checkout.state}`)
        },
        withinMs,
      )
    },
    untilAttempt: (attempt, checkoutId, state) =>
      until(`${attempt.id} is ${state}`, async () => {
        const now = await readAttempt(checkoutId, attempt.id)
        if (now.state === state) return now
        throw new Error(`it is ${now.state}`)
      }),
    untilRefund: (refund, state, withinMs) =>
      until(
        `${refund.id} is ${state}`,
        async () => {
          const now = await readRefund(refund.checkoutId, refund.id)
          if (now.state === state) return now
          throw new Error(`it is ${now.state}`)
        },
        withinMs,
      ),
    close: (checkoutId) => call('POST', `/v1/checkouts/${checkoutId}/close`),
    refund: (checkoutId, wish = {}) =>
      call('POST', `/v1/checkouts/${checkoutId}/refunds`, { reason: '不想要了', ...wish }),
    retryRefund: ({ checkoutId, id }) => call('POST', `/v1/checkouts/${checkoutId}/refunds/${id}/retry`),
    story: async (checkoutId) =>
      (await take(200, call<{ data: StoryEntry[] }>('GET', `/v1/checkouts/${checkoutId}/story`))).data,
  }
  return shop
}
