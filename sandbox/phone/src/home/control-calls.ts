import { deleteAt, getJson, postJson } from '../shared/call-api.js'
import type { ClockView } from '../shared/use-sandbox-clock.js'

export type InstitutionName = 'wechatpay' | 'alipay' | 'acquirer' | 'official_account' | 'review_desk'
export const INSTITUTION_NAMES: readonly InstitutionName[] = [
  'wechatpay',
  'alipay',
  'acquirer',
  'official_account',
  'review_desk',
]

export type Keys = Record<string, string | readonly string[]>

/** A WeChat Pay merchant; the first is also `wechatpay`. */
export type MerchantKeys = Keys & { mchid: string; name: string; kind: string }

export interface Credentials {
  wechatpay: Keys
  alipay: Keys
  acquirer: Keys
  officialAccount: Keys
  reviewDesk: Keys
  wechatpayMerchants: MerchantKeys[]
}

export interface RefundRecord {
  outRefundNo: string
  refundId: string
  amountMinor: number
  state: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED'
}

export interface OrderRecord {
  institution: InstitutionName
  outTradeNo: string
  state: string
  amountMinor: number
  transactionId: string | null
  paidAt: string | null
  payer: string | null
  code: string | null
  refunds: RefundRecord[]
}

export interface NoticeTry {
  atMs: number
  headers: Record<string, string>
  body: string
  status: number | null
  answer: string
  tookMs: number
  error: string | null
  alter: string | null
}

export interface NoticeRecord {
  id: string
  institution: InstitutionName
  event: string
  outTradeNo: string
  url: string
  createdAtMs: number
  state: 'waiting' | 'held' | 'acknowledged' | 'lost' | 'given_up'
  nextAtMs: number | null
  tries: NoticeTry[]
}

export interface FaultRule {
  id: string
  institution: InstitutionName | '*'
  operation: string
  outTradeNo: string | null
  effect: string
  times: number | null
  rate: number
  params: Record<string, string | number>
  struck: number
}

export type NewFault = Partial<Omit<FaultRule, 'id' | 'struck'>> & { effect: string }

export interface WalletUser {
  id: string
  wallet: 'wechat' | 'alipay'
  name: string
  payerId: string
  logonId: string | null
  balanceMinor: number
}

const segment = encodeURIComponent

export const readCredentials = () => getJson<Credentials>('/credentials')
export const listOrders = () => getJson<OrderRecord[]>('/control/orders')
export const payOrder = (order: OrderRecord) =>
  postJson('/control/pay', { institution: order.institution, outTradeNo: order.outTradeNo })
export const declineOrder = (order: OrderRecord) =>
  postJson('/control/decline', { institution: order.institution, outTradeNo: order.outTradeNo })
export const finishRefund = (institution: InstitutionName, outRefundNo: string, state: string) =>
  postJson(`/control/refunds/${institution}/${segment(outRefundNo)}/finish`, { state })
export const listNotices = (outTradeNo: string) =>
  getJson<NoticeRecord[]>(`/control/notices?outTradeNo=${segment(outTradeNo)}`)
export const resendNotice = (id: string) => postJson(`/control/notices/${segment(id)}/resend`, {})
export const releaseNotice = (id: string) => postJson(`/control/notices/${segment(id)}/release`, {})
export const sendNotice = (order: OrderRecord, alter: string | null) =>
  postJson('/control/notices/send', {
    institution: order.institution,
    outTradeNo: order.outTradeNo,
    ...(alter ? { alter } : {}),
  })
export const readOperations = () => getJson<Record<InstitutionName, string[]>>('/control/operations')
export const listFaults = () => getJson<FaultRule[]>('/control/faults')
export const addFault = (fault: NewFault) => postJson<FaultRule>('/control/faults', fault)
export const removeFault = (id: string) => deleteAt(`/control/faults/${segment(id)}`)
export const removeAllFaults = () => deleteAt('/control/faults')
export const changeClock = (change: { mode?: ClockView['mode']; advanceMs?: number }) =>
  postJson('/control/clock', change)
export const listWalletUsers = () => getJson<WalletUser[]>('/control/wallets')
export const createWalletUser = (user: { wallet: string; name?: string; balanceMinor: number }) =>
  postJson<WalletUser>('/control/wallets', user)
export const resetAll = () => postJson('/control/reset', {})
