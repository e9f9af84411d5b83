import { createWechatpayClient } from '@hutong/wechatpay'
import type { Clock } from '../../platform/clock/index.js'
import type {
  CloseAnswer,
  Connector,
  InquiryAnswer,
  MethodOffer,
  OnCall,
  OrderToAsk,
  RefundAnswer,
  RefundInquiryAnswer,
  RefundIntent,
  RefundToAsk,
  WechatpayAccount,
} from '../contract.js'
import * as answers from './answers.js'
import { listComplaints } from './list-complaints.js'
import { acknowledgement, readingOf, refusal } from './notices.js'
import { LINK_LIVES_MS, placeOrder, QR_LIVES_MS } from './place-order.js'
import { recorded } from './record-call.js'
import { refundRequest } from './requests.js'

export { createWechatpayOnboarding } from './onboarding.js'

const METHODS: readonly MethodOffer[] = [
  {
    method: 'wechatpay_scan',
    scenes: ['desktop_web', 'mobile_web'],
    zh: '微信支付（扫码）',
    en: 'WeChat Pay (scan)',
    actionLivesMs: QR_LIVES_MS,
  },
  {
    method: 'wechatpay_jump',
    scenes: ['mobile_web'],
    zh: '微信支付',
    en: 'WeChat Pay',
    actionLivesMs: LINK_LIVES_MS,
  },
]

/** WeChat Pay for one direct merchant. Throws when a key of the account cannot be read. */
export function createWechatpayConnector(account: WechatpayAccount, options: { clock: Clock }): Connector {
  const { publicKeyId: id, publicKey: pem } = account
  const wechatpay = createWechatpayClient({
    mchid: account.mchid,
    merchantSerial: account.merchantSerial,
    merchantPrivateKey: account.merchantPrivateKey,
    apiV3Key: account.apiV3Key,
    // Without a public key the platform certificates are downloaded when first needed.
    keys: id !== undefined && pem !== undefined ? { publicKey: { id, pem } } : {},
    baseUrl: account.baseUrl,
    timeoutMs: account.timeoutMs,
    nowMs: () => options.clock.now().getTime(),
  })

  async function inquire(order: OrderToAsk, onCall: OnCall): Promise<InquiryAnswer> {
    const answer = await recorded(
      onCall,
      { verb: 'inquire', request: `query ${order.outTradeNo}` },
      (value) => value.trade_state,
      () => wechatpay.queryByOutTradeNo(order.outTradeNo),
    )
    return answers.readInquiry(account, order, answer)
  }

  async function inquireRefund(refund: RefundToAsk, onCall: OnCall): Promise<RefundInquiryAnswer> {
    const answer = await recorded(
      onCall,
      { verb: 'inquire_refund', request: `query refund ${refund.outRefundNo}` },
      (value) => value.status,
      () => wechatpay.queryRefund(refund.outRefundNo),
    )
    return answers.readRefundInquiry(refund, answer)
  }

  async function close(order: OrderToAsk, onCall: OnCall): Promise<CloseAnswer> {
    const answer = await recorded(
      onCall,
      { verb: 'close', request: `close ${order.outTradeNo}` },
      () => 'OK',
      () => wechatpay.closeOrder(order.outTradeNo),
    )
    const reading = answers.readClose(answer)
    if (reading.outcome !== 'ask_first') return reading
    return answers.closeAfterInquiry(await inquire(order, onCall))
  }

  async function refund(intent: RefundIntent, onCall: OnCall): Promise<RefundAnswer> {
    const request = `refund ${intent.outRefundNo} ${intent.refundMinor} of ${intent.outTradeNo}`
    const answer = await recorded(
      onCall,
      { verb: 'refund', request },
      (value) => value.status,
      () => wechatpay.refund(refundRequest(intent)),
    )
    if (answer.outcome !== 'refused') return answers.readRefund(intent, answer)
    const reading = answers.readRefundRefusal(answer)
    if (reading.outcome !== 'ask_first') return reading
    return answers.refundAfterInquiry(answer, await inquireRefund(intent, onCall))
  }

  return {
    institution: 'wechatpay',
    methods: METHODS,
    order: (intent, onCall) => placeOrder({ account, wechatpay, inquire }, intent, onCall),
    inquire,
    close,
    refund,
    inquireRefund,
    listComplaints: (span) => listComplaints(wechatpay, span),
    async readNotice(raw) {
      return readingOf(account, raw, await wechatpay.readNotice({ headers: raw.headers, rawBody: raw.body }))
    },
    acknowledge: acknowledgement,
    refuse: refusal,
  }
}
