import type { Core } from '../../core/core.js'
import { apiV2KeyOf, drawMchid, type MerchantCredentials } from '../../core/credentials.js'
import {
  type BillDifference,
  listDifferences,
  type NewDifference,
  plantDifference,
} from '../bills/differences.js'
import type { Platform } from '../call.js'
import { declineCodePay, settleCodePay } from '../codepay/codepay.js'
import type { PaymentCode } from '../codepay/payment-codes.js'
import {
  type Complaint,
  type FollowUp,
  followComplaint,
  type NewComplaint,
  raiseComplaint,
} from '../complaints/complaint-book.js'
import { type ContractControl, contractControl } from '../contracts/contract-control.js'
import { type CouponControl, couponControl } from '../coupons/coupon-control.js'
import type { Withdrawal, WithdrawEnd } from '../ecommerce/withdraw-book.js'
import type { AccountType } from '../funds/funds-book.js'
import { createMerchantRing, type NewMerchant } from '../merchants/create-merchant.js'
import type { Merchant } from '../merchants/merchant.js'
import type { MerchantSettings } from '../merchants/merchant-book.js'
import { DOCUMENTED_RATE_LIMITS } from '../merchants/rate-limits.js'
import type { ApplymentControl } from '../onboarding/onboarding.js'
import { tradeState } from '../order-state.js'
import { type PermissionControl, permissionControl } from '../payscore/permission-work.js'
import type { ServiceOrder } from '../payscore/service-book.js'

export interface MerchantView {
  mchid: string
  name: string
  kind: Merchant['kind']
  appids: readonly string[]
  providers: readonly string[]
  settings: MerchantSettings
}

export type SettingsWish = Partial<Omit<MerchantSettings, 'rateLimits'>> & {
  /** `documented` sets every number that the documents name. */
  rateLimits?: Record<string, number> | 'documented'
}

export interface ServiceView {
  outOrderNo: string
  state: string
  /** What the front end's callback would carry. */
  queryId: string
}

export interface CertificateView {
  serial: string
  effectiveAt: string
  expiresAt: string
}

/** A delivery with a wrong signature that the merchant acknowledged: it does not verify. */
export interface SwallowedProbe {
  noticeId: string
  outTradeNo: string
  url: string
  atMs: number
}

/** What only WeChat Pay has, moved by hand. */
export interface WechatPayControl extends CouponControl, ContractControl, PermissionControl {
  credentials(): MerchantCredentials[]
  merchants(): MerchantView[]
  /** Takes about half a second: keys are drawn. Throws a RangeError when the mchid is taken or a provider is none. */
  createMerchant(wanted?: NewMerchant): Promise<MerchantCredentials>
  /** Null when there is no such merchant. */
  configure(mchid: string, wish: SettingsWish): MerchantView | null
  /** The openid of a wallet user under an app id; null when there is no such user. */
  openid(userId: string, appid: string): string | null
  certificates(): CertificateView[]
  /** A second platform certificate that does `share` (0 to 1, default 0.5) of the signing. */
  rotateCertificate(share?: number): Promise<CertificateView[]>
  finishRotation(): CertificateView[]
  swallowedProbes(): SwallowedProbe[]
  /** Fen on an account; frozen money included. */
  balanceMinor(mchid: string, account?: AccountType): number
  /** Books a top-up (or, negative, a withdrawal) and returns the new balance. */
  deposit(mchid: string, amountMinor: number, account?: AccountType): number
  /** The code a wallet user shows at a till; null when there is no such WeChat user. */
  showPaymentCode(userId: string, asksPassword?: boolean): PaymentCode | null
  /** The payer types the password, or does not; null when no code payment waits under this number. */
  answerPassword(outTradeNo: string, pays: boolean): { outTradeNo: string; state: string } | null
  /** The user confirms a transfer, or turns away and it keeps waiting; null when none waits under this number. */
  answerTransfer(outBillNo: string, accepts: boolean): { outBillNo: string; state: string } | null
  readonly applyments: ApplymentControl
  /** What the bank does with a withdrawal; null when that cannot happen any more. */
  finishWithdrawal(outRequestNo: string, end: WithdrawEnd, reason?: string): Withdrawal | null
  complaints(): Complaint[]
  /** The payer of a paid order complains; null when there is none with this number. */
  raiseComplaint(wanted: NewComplaint): Complaint | null
  /** What the payer does next; null when there is no such complaint. */
  followComplaint(id: string, follow: FollowUp, text?: string): Complaint | null
  /** The user agrees to a service order on the confirm page; null when none waits, or the page is stale (one hour). */
  confirmService(outOrderNo: string, userId?: string): ServiceView | null
  /** The user pays what is due by hand; null when nothing is, or the purse is empty. */
  payService(outOrderNo: string): ServiceView | null
  /** Makes the trade bill of a day lie. Throws a RangeError when the day is none. */
  plantDifference(wanted: NewDifference): BillDifference
  differences(): BillDifference[]
  /** The next share for this mchid or openid is closed with the reason, e.g. `ACCOUNT_ABNORMAL`. */
  failNextShare(account: string, failReason: string): void
}

export function createWechatPayControl(core: Core, platform: Platform): WechatPayControl {
  const { merchantBook: book, keys } = platform
  const view = (merchant: Merchant): MerchantView => ({
    mchid: merchant.mchid,
    name: merchant.name,
    kind: merchant.kind,
    appids: merchant.appids,
    providers: merchant.providers,
    settings: book.settings(merchant.mchid),
  })
  const credentials = (merchant: Merchant): MerchantCredentials => {
    const { ring } = merchant
    const certificate = keys.certificates().at(-1)
    return {
      kind: ring.kind,
      name: ring.name,
      keyMode: book.settings(merchant.mchid).keyMode,
      providers: ring.providers,
      baseUrl: core.urls.wechatpay,
      mchid: ring.id,
      appid: merchant.appid,
      apiV3Key: ring.apiV3Key,
      apiV2Key: apiV2KeyOf(ring.apiV3Key),
      merchantSerial: ring.merchantSerial,
      merchantPrivateKey: ring.merchantPrivateKey,
      merchantCertificate: ring.merchantCertificate,
      platformSerial: certificate?.serial ?? '',
      platformCertificate: certificate?.pem ?? '',
      publicKeyId: ring.publicKeyId,
      publicKey: ring.publicKey,
    }
  }
  const serviceByNumber = (outOrderNo: string): ServiceOrder | undefined =>
    [...platform.services.values()].find((one) => one.outOrderNo === outOrderNo)
  const serviceView = (order: ServiceOrder): ServiceView => ({
    outOrderNo: order.outOrderNo,
    state: order.state,
    queryId: order.queryId,
  })
  const certificates = (): CertificateView[] =>
    keys.certificates().map(({ serial, effectiveAtMs, expiresAtMs }) => ({
      serial,
      effectiveAt: new Date(effectiveAtMs).toISOString(),
      expiresAt: new Date(expiresAtMs).toISOString(),
    }))

  return {
    ...couponControl(platform),
    ...contractControl(platform),
    ...permissionControl(platform),
    credentials: () => [...book.all.values()].map(credentials),
    merchants: () => [...book.all.values()].map(view),
    async createMerchant(wanted = {}) {
      if (wanted.mchid !== undefined && book.all.has(wanted.mchid)) {
        throw new RangeError(`There is a merchant ${wanted.mchid} already.`)
      }
      for (const provider of wanted.providers ?? []) {
        if (book.all.get(provider)?.kind !== 'service_provider') {
          throw new RangeError(`${provider} is no service provider of this sandbox.`)
        }
      }
      const mchid = wanted.mchid ?? drawMchid((drawn) => book.all.has(drawn))
      return credentials(book.add(await createMerchantRing({ ...wanted, mchid }, core.clock.nowMs())))
    },
    configure(mchid, wish) {
      const merchant = book.all.get(mchid)
      if (!merchant) return null
      const { rateLimits, ...rest } = wish
      const limits = rateLimits === 'documented' ? { ...DOCUMENTED_RATE_LIMITS } : rateLimits
      book.change(mchid, { ...rest, ...(limits === undefined ? {} : { rateLimits: limits }) })
      return view(merchant)
    },
    openid(userId, appid) {
      const user = core.wallets.user(userId)
      return user?.wallet === 'wechat' ? platform.openids.openidOf(user, appid) : null
    },
    certificates,
    async rotateCertificate(share = 0.5) {
      await keys.beginRotation(share)
      return certificates()
    },
    finishRotation() {
      keys.finishRotation()
      return certificates()
    },
    balanceMinor: (mchid, account) => platform.funds.balanceMinor(mchid, account),
    deposit(mchid, amountMinor, account = 'BASIC') {
      const flow = platform.funds.record({
        mchid,
        account,
        businessNo: `1000${core.random.digits(24)}`,
        name: '充值/提现',
        type: amountMinor < 0 ? '提现' : '充值',
        amountMinor,
        applicant: `admin@${mchid}`,
        remark: '',
        voucher: '',
      })
      return flow.balanceMinor
    },
    showPaymentCode: (userId, asksPassword = false) =>
      core.wallets.user(userId)?.wallet === 'wechat'
        ? platform.paymentCodes.show(userId, asksPassword)
        : null,
    answerPassword(outTradeNo, pays) {
      const order = platform.book.orderByNumber(outTradeNo)
      if (!order || tradeState(order, core.clock.nowMs()) !== 'USERPAYING') return null
      if (pays) settleCodePay(platform, order)
      else declineCodePay(platform, order)
      return { outTradeNo, state: tradeState(order, core.clock.nowMs()) }
    },
    answerTransfer(outBillNo, accepts) {
      const transfer = platform.transfers.byNumber(outBillNo)
      if (!transfer || !platform.transferWork.answer(transfer, accepts)) return null
      return { outBillNo, state: transfer.state }
    },
    applyments: platform.onboarding.control,
    finishWithdrawal: (number, end, reason) => platform.withdrawals.finish(number, end, reason),
    complaints: () => [...platform.complaints.kept.values()],
    raiseComplaint: (wanted) => raiseComplaint(platform, wanted),
    followComplaint: (id, follow, text = '') => followComplaint(platform, id, follow, text),
    confirmService(outOrderNo, userId = 'wechat') {
      const order = serviceByNumber(outOrderNo)
      return order && platform.serviceWork.confirm(order, userId) ? serviceView(order) : null
    },
    payService(outOrderNo) {
      const order = serviceByNumber(outOrderNo)
      return order && platform.serviceWork.payNow(order) ? serviceView(order) : null
    },
    plantDifference: (wanted) => plantDifference(platform, wanted),
    differences: () => listDifferences(platform),
    failNextShare: (account, failReason) => platform.sharingWork.failNext(account, failReason),
    swallowedProbes: () =>
      core.notices.list({ institution: 'wechatpay' }).flatMap((notice) =>
        notice.tries
          .filter((one) => one.alter === 'forge' && (one.status === 200 || one.status === 204))
          .map((one) => ({
            noticeId: notice.id,
            outTradeNo: notice.outTradeNo,
            url: notice.url,
            atMs: one.atMs,
          })),
      ),
  }
}
