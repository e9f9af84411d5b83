import { AlipaySdk } from 'alipay-sdk'
import type { Clock } from '../../platform/clock/index.js'
import type {
  AlipayAccount,
  CloseAnswer,
  Connector,
  InquiryAnswer,
  MethodOffer,
  OnCall,
  OrderAnswer,
  OrderIntent,
  OrderToAsk,
  RefundAnswer,
  RefundInquiryAnswer,
  RefundIntent,
  RefundToAsk,
} from '../contract.js'
import * as answers from './answers.js'
import { beijingTime } from './beijing-time.js'
import { createGateway } from './gateway.js'
import { readAlipayPublicKey, readAppPrivateKey } from './keys.js'
import { listComplaints } from './list-complaints.js'
import { readMessage } from './messages.js'
import { acknowledgement, readNotice, refusal } from './notices.js'
import * as requests from './requests.js'

export { createAlipayOnboarding } from './onboarding.js'

/** A QR's content is dead two hours after it was made, whatever the order's own deadline (10-payments §4). */
const QR_LIVES_MS = 2 * 3_600_000
/** The longest deadline that the gateway takes. */
const LINK_LIVES_MS = 15 * 86_400_000

const METHODS: readonly MethodOffer[] = [
  {
    method: 'alipay_scan',
    scenes: ['desktop_web', 'mobile_web'],
    zh: '支付宝（扫码）',
    en: 'Alipay (scan)',
    actionLivesMs: QR_LIVES_MS,
  },
  {
    method: 'alipay_jump',
    scenes: ['desktop_web', 'mobile_web', 'app'],
    zh: '支付宝',
    en: 'Alipay',
    actionLivesMs: LINK_LIVES_MS,
  },
]

/** Alipay for one application in key mode. Throws when a key of the account cannot be read. */
export function createAlipayConnector(account: AlipayAccount, options: { clock: Clock }): Connector {
  const { clock } = options
  const keys = {
    app: readAppPrivateKey(account.appPrivateKey),
    alipay: readAlipayPublicKey(account.alipayPublicKey),
  }
  const call = createGateway(account, keys, clock)
  // Links and notices go through the official SDK; its calls do not (see wire.ts).
  const sdk = new AlipaySdk({
    appId: account.appId,
    privateKey: keys.app.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keyType: 'PKCS8',
    alipayPublicKey: keys.alipay.export({ type: 'spki', format: 'pem' }).toString(),
    gateway: account.gateway,
  })

  async function scan(intent: OrderIntent, onCall: OnCall): Promise<OrderAnswer> {
    const answer = await call(
      {
        verb: 'order',
        method: 'alipay.trade.precreate',
        bizContent: requests.precreateOrder(intent),
        noticeUrl: intent.noticeUrl,
        request: `precreate ${intent.outTradeNo}, ${intent.amountMinor} fen`,
      },
      onCall,
    )
    const reading = answers.readOrder(answer)
    if (reading.outcome !== 'qr') return reading
    const diesAtMs = Math.min(intent.expiresAt.getTime(), intent.now.getTime() + QR_LIVES_MS)
    return {
      outcome: 'accepted',
      action: { type: 'show_qr', content: reading.content, expiresAt: new Date(diesAtMs).toISOString() },
    }
  }

  /** A signed link is made here, not there: the gateway hears of the order when the payer follows it. */
  function jump(intent: OrderIntent, onCall: OnCall): OrderAnswer {
    const startedAt = performance.now()
    const isDesktop = intent.scene === 'desktop_web'
    const url = sdk.pageExec(isDesktop ? 'alipay.trade.page.pay' : 'alipay.trade.wap.pay', 'GET', {
      bizContent: isDesktop ? requests.pageOrder(intent) : requests.wapOrder(intent),
      notify_url: intent.noticeUrl,
      return_url: intent.returnUrl,
      timestamp: beijingTime(intent.now),
    })
    onCall({
      verb: 'order',
      request: `${isDesktop ? 'page' : 'wap'} link ${intent.outTradeNo}, ${intent.amountMinor} fen`,
      httpStatus: null,
      answer: 'made here',
      tookMs: Math.round(performance.now() - startedAt),
    })
    return {
      outcome: 'accepted',
      action: { type: 'redirect', url, expiresAt: intent.expiresAt.toISOString() },
    }
  }

  async function inquire(order: OrderToAsk, onCall: OnCall): Promise<InquiryAnswer> {
    const answer = await call(
      {
        verb: 'inquire',
        method: 'alipay.trade.query',
        bizContent: requests.tradeOf(order),
        request: `query ${order.outTradeNo}`,
      },
      onCall,
    )
    return answers.readInquiry(order, answer)
  }

  async function close(order: OrderToAsk, onCall: OnCall): Promise<CloseAnswer> {
    const bizContent = requests.tradeOf(order)
    const closed = await call(
      { verb: 'close', method: 'alipay.trade.close', bizContent, request: `close ${order.outTradeNo}` },
      onCall,
    )
    const reading = answers.readClose(closed)
    if (reading.outcome === 'ask_first') return answers.closeAfterInquiry(await inquire(order, onCall))
    if (reading.outcome !== 'no_trade') return reading
    const cancelled = await call(
      { verb: 'close', method: 'alipay.trade.cancel', bizContent, request: `cancel ${order.outTradeNo}` },
      onCall,
    )
    return answers.readCancel(cancelled)
  }

  async function refund(intent: RefundIntent, onCall: OnCall): Promise<RefundAnswer> {
    const answer = await call(
      {
        verb: 'refund',
        method: 'alipay.trade.refund',
        bizContent: requests.refundOf(intent),
        request: `refund ${intent.outRefundNo} ${intent.refundMinor} fen of ${intent.outTradeNo}`,
      },
      onCall,
    )
    const reading = answers.readRefund(intent, answer, clock.now())
    if (reading.outcome !== 'ask_first') return reading
    return answers.refundAfterInquiry(reading.told, await inquireRefund(intent, onCall))
  }

  async function inquireRefund(asked: RefundToAsk, onCall: OnCall): Promise<RefundInquiryAnswer> {
    const answer = await call(
      {
        verb: 'inquire_refund',
        method: 'alipay.trade.fastpay.refund.query',
        bizContent: requests.refundQueryOf(asked),
        request: `query refund ${asked.outRefundNo} of ${asked.outTradeNo}`,
      },
      onCall,
    )
    return answers.readRefundInquiry(asked, answer, clock.now())
  }

  return {
    institution: 'alipay',
    methods: METHODS,
    order: async (intent, onCall) =>
      intent.method === 'alipay_jump' ? jump(intent, onCall) : scan(intent, onCall),
    inquire,
    close,
    refund,
    inquireRefund,
    listComplaints: (span) => listComplaints(call, span),
    readNotice: async (raw) => readNotice(account, (parameters) => sdk.checkNotifySignV2(parameters), raw),
    readMessage: (raw) => readMessage(account, keys.alipay, raw),
    acknowledge: acknowledgement,
    refuse: refusal,
  }
}
