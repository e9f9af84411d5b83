import { createPublicKey } from 'node:crypto'
import { encryptOaep } from '@hutong/wechatpay'
import { expect } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { beijingTime } from '../../wechatpay/beijing-time.js'
import { callAs, type RawCall } from '../call-as-merchant.js'
import { freezeAtNoon } from '../freeze-at-noon.js'
import { uploadFile } from '../onboarding-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../start-wechatpay-merchant.js'

export type Who = 'shop' | 'provider' | 'platform'

/** A good call of a route: fuzzing spoils it. */
export interface Seed {
  by: Who
  params?: Record<string, string>
  query?: Record<string, string>
  body?: object
  /** An upload; the name of its file. */
  filename?: string
}
export type SeedMaker = (world: World) => Seed | Promise<Seed>

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Merchants of every kind, and the steps that bring orders and the rest into the state a call needs. */
export interface World {
  shop: WechatpayMerchant
  provider: MerchantCredentials
  /** Of the provider. */
  seller: MerchantCredentials
  /** A provider that runs a marketplace. */
  platform: MerchantCredentials
  /** Of the platform. */
  vendor: MerchantCredentials
  /** A direct merchant that gets shares. */
  carrier: MerchantCredentials
  openid: string
  /** Has nothing in the purse. */
  poor: { id: string; payerId: string }
  /** A day that has bills. */
  billDay: string
  calls: Record<Who, RawCall>
  ringOf(who: Who): MerchantCredentials
  number(): string
  sealed(who: Who, text: string): string
  /** The call must succeed; its answer. */
  good(who: Who, method: string, target: string, body?: object): Promise<Record<string, unknown>>
  orderOf(who: Who, change?: object): Record<string, unknown> & { out_trade_no: string }
  /** Paid, and old enough to be shared. */
  paidOrder(who: Who, change?: object): Promise<{ number: string; transactionId: string }>
  mediaOf(who: Who): Promise<string>
  advance(ms: number): void
  stop(): Promise<void>
}

export async function createWorld(dataFolder: string | null = null): Promise<World> {
  const shop = await startWechatpayMerchant({ noticeScale: 0.001, dataFolder })
  const { clock, control } = shop.sandbox
  // Over the control API, so that the time is kept as well.
  const advance = (ms: number) => void control.setClock({ advanceMs: ms })
  // Bills are of days: the first payments are on one.
  freezeAtNoon(clock)
  control.setClock({ mode: 'frozen' })
  const { wechatpay } = control
  const provider = await wechatpay.createMerchant({ kind: 'service_provider' })
  const seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  const platform = await wechatpay.createMerchant({ kind: 'service_provider' })
  const vendor = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [platform.mchid] })
  const carrier = await wechatpay.createMerchant({ kind: 'direct', name: '送货行' })
  wechatpay.configure(platform.mchid, { ecommerce: true })
  const first = shop.sandbox.credentials.wechatpayMerchants[0]!
  const rings = { shop: first, provider, platform }
  const nowMs = () => clock.nowMs()
  const calls = { shop: shop.raw, provider: callAs(provider, nowMs), platform: callAs(platform, nowMs) }
  let numbers = 0
  const number = () => `EVERY${++numbers}`

  const orderOf: World['orderOf'] = (who, change = {}) => {
    if (who === 'shop') return shop.orderBody(change)
    const { appid: _appid, mchid: _mchid, ...rest } = shop.orderBody(change)
    const parties = { sp_appid: rings[who].appid, sp_mchid: rings[who].mchid }
    return { ...parties, sub_mchid: who === 'provider' ? seller.mchid : vendor.mchid, ...rest }
  }
  const good: World['good'] = async (who, method, target, body) => {
    const answer = await calls[who](method, target, body, naming(rings[who]))
    expect(answer.status, `${method} ${target}: ${answer.text}`).toBeLessThan(300)
    return (answer.json ?? {}) as Record<string, unknown>
  }
  const paidOrder: World['paidOrder'] = async (who, change = {}) => {
    const body = orderOf(who, change)
    const base = who === 'shop' ? '/v3/pay/transactions' : '/v3/pay/partner/transactions'
    await good(who, 'POST', `${base}/native`, body)
    control.pay({ outTradeNo: body.out_trade_no })
    advance(MINUTE_MS)
    const { transactionId } = control.order('wechatpay', body.out_trade_no) ?? {}
    return { number: body.out_trade_no, transactionId: transactionId ?? '' }
  }
  const world: World = {
    shop,
    provider,
    seller,
    platform,
    vendor,
    carrier,
    openid: control.wallets()[0]!.payerId,
    poor: control.createWallet({ wallet: 'wechat', name: '空空', balanceMinor: 0 }),
    billDay: beijingTime(clock.nowMs()).slice(0, 10),
    calls,
    ringOf: (who) => rings[who],
    number,
    sealed: (who, text) => encryptOaep(text, createPublicKey(rings[who].publicKey)),
    good,
    orderOf,
    paidOrder,
    async mediaOf(who) {
      const answer = await uploadFile(calls[who], '/v3/merchant/media/upload')
      return (answer.json as { media_id?: string }).media_id ?? ''
    },
    advance,
    stop: () => shop.stop(),
  }
  for (const who of ['shop', 'provider', 'platform'] as const) {
    const { number: paid } = await paidOrder(who, { settle_info: { profit_sharing: true } })
    expect(paid).not.toBe('')
  }
  advance(2 * DAY_MS)
  return world
}

export const naming = (ring: MerchantCredentials) => ({ headers: { 'Wechatpay-Serial': ring.publicKeyId } })
