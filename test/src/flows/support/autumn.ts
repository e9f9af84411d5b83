import type { CheckoutView } from '@hutong/server/modules/checkouts'
import { isRefusal } from 'hutong-sandbox'
import { type Call, createCaller } from '../../api/support/caller.js'
import { until } from '../../support/index.js'
import type { TimedWorld } from './start-in-process.js'

const OURS = { 'x-requested-with': 'hutong' }
const PASSWORD = 'a long enough password'
// How many shoppers look at once.
const BESIDE = 12
export const SELLERS = Array.from({ length: 8 }, (_, index) => `seller_${String(index + 1).padStart(2, '0')}`)
export const SHOPPERS = Array.from({ length: 120 }, (_, index) => `shopper_${index + 1}`)

export interface Shown {
  readonly method: string
  readonly shown: boolean
  readonly reasons: readonly { readonly code: string }[]
  readonly forShopper: string | null
}

/** A marketplace in the autumn in which it lets a rival's wallet in: its operator, its sellers and its shoppers. */
export interface Autumn {
  /** As the operator: what was answered, when that was a success. */
  office<Body>(path: string, body?: object): Promise<Body>
  /** As a seller, in the workbench. */
  seller(merchantId: string): Promise<Call>
  /** A checkout of one shopper at one seller. */
  place(shopperId: string, merchantId: string, category?: string): Promise<CheckoutView>
  methods(checkoutId: string, at?: string): Promise<Shown[]>
  /** Why this shopper does not see WeChat at this seller; empty when it does. */
  whyHidden(shopperId: string, merchantId: string, category?: string): Promise<string[]>
  /** Which of the shoppers see WeChat at this seller. */
  whoSees(merchantId: string): Promise<Set<string>>
  /** Tries to pay at this seller; what came of it. */
  buy(shopperId: string, merchantId: string, method: string): Promise<'paid' | 'failed' | 'refused'>
  now(): Date
}

export async function openMarketplace(world: TimedWorld): Promise<Autumn> {
  const { shop, sandbox } = world
  const { url, demo } = world.platform()
  let placed = 0
  // People sign in anew when days have gone by.
  const signIn = async (realm: string, username: string, password: string): Promise<Call> => {
    const body = { username, password }
    const answer = await createCaller(url, OURS)('POST', `/${realm}/api/sign-in`, { body })
    if (answer.status !== 200) throw new Error(`${username} was answered with ${answer.status}`)
    return createCaller(url, { ...OURS, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' })
  }
  const person = demo!.console
  let operator = await signIn('console', person.username, person.password)

  async function office<Body>(path: string, body?: object): Promise<Body> {
    const ask = () =>
      operator<Body>(
        body === undefined ? 'GET' : 'POST',
        `/console/api/${path}`,
        body === undefined ? {} : { body },
      )
    let answer = await ask()
    if (answer.status === 401) {
      operator = await signIn('console', person.username, person.password)
      answer = await ask()
    }
    if (answer.status >= 300)
      throw new Error(`${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  for (const [index, id] of SELLERS.entries()) {
    const merchant = { id, name: `店铺 ${index + 1}`, category: index < 6 ? 'fashion' : 'virtual' }
    await shop.call('POST', '/v1/merchants', { ...merchant, size: index % 2 === 0 ? 'large' : 'small' })
    if (index < 6) await office('users', { username: id, password: PASSWORD, merchantId: id })
  }

  const autumn: Autumn = {
    office,
    seller: (merchantId) => signIn('workbench', merchantId, PASSWORD),
    async place(shopperId, merchantId, category = 'fashion') {
      placed += 1
      const item = { name: '秋装', category, quantity: 1, unitPriceMinor: 19_900 }
      const { status, body } = await shop.call<CheckoutView>('POST', '/v1/checkouts', {
        reference: `autumn-${placed}`,
        shopper: { id: shopperId },
        orders: [{ reference: `autumn-${placed}-1`, merchantId, items: [item] }],
      })
      if (status !== 201) throw new Error(`the checkout was answered with ${status}`)
      return body
    },
    async methods(checkoutId, at) {
      const query = at === undefined ? '' : `&at=${encodeURIComponent(at)}`
      const path = `/v1/checkouts/${checkoutId}/methods?scene=desktop_web${query}`
      return (await shop.call<{ data: Shown[] }>('GET', path)).body.data
    },
    async whyHidden(shopperId, merchantId, category) {
      const { id } = await autumn.place(shopperId, merchantId, category)
      const wechat = (await autumn.methods(id)).find(({ method }) => method === 'wechatpay_scan')
      return wechat?.reasons.map(({ code }) => code) ?? ['not offered']
    },
    async whoSees(merchantId) {
      const seen = new Set<string>()
      for (let from = 0; from < SHOPPERS.length; from += BESIDE)
        await Promise.all(
          SHOPPERS.slice(from, from + BESIDE).map(async (shopper) => {
            if ((await autumn.whyHidden(shopper, merchantId)).length === 0) seen.add(shopper)
          }),
        )
      return seen
    },
    async buy(shopperId, merchantId, method) {
      const { id } = await autumn.place(shopperId, merchantId)
      const { status, body } = await shop.tryStart(id, method as 'wechatpay_scan')
      if (status !== 201) return body.code === 'method_not_available' ? 'refused' : 'failed'
      if (isRefusal(sandbox.control.pay({ outTradeNo: body.outTradeNo }))) return 'failed'
      await until(`${id} is paid`, async () => (await shop.read(id)).state === 'paid')
      return 'paid'
    },
    now: () => new Date(sandbox.clock.nowMs()),
  }
  return autumn
}
