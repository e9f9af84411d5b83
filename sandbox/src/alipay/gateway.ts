import { callWithFaults } from '../core/calls.js'
import { cancelTrade } from './calls/cancel-trade.js'
import { closeTrade } from './calls/close-trade.js'
import { placeOrder } from './calls/place-order.js'
import { queryRefund } from './calls/query-refund.js'
import { queryTrade } from './calls/query-trade.js'
import { refundTrade } from './calls/refund-trade.js'
import { qrText } from './codes.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, failureFields, isRefusal, refusalFields, refuse } from './errors.js'
import { type JsonObject, textOf } from './fields.js'
import type { PRODUCTS } from './products.js'
import { isKnownApp, readBizContent, refuseRequest, signTypeOf } from './request-checks.js'
import type { Code } from './trades.js'
import { type NodeFields, nodeNameOf, renderAnswer } from './wire/answer.js'
import type { GatewayParameters } from './wire/parameters.js'

/** `hang` and `drop` never answer. A page call opens a page, or explains itself on one. */
export type GatewayReply =
  | { kind: 'json'; body: Buffer }
  | { kind: 'page'; code: Code }
  | { kind: 'error_page'; fields: NodeFields }
  | { kind: 'hang' }
  | { kind: 'drop' }

type Outcome = NodeFields | Code
type Call = (desk: Desk, biz: JsonObject, parameters: GatewayParameters) => Outcome | AlipayRefusal

/** Every method this gateway knows: the word that fault rules use, whether a browser calls it, and what it does. */
const METHODS: Readonly<Record<string, { operation: string; isPage?: true; call: Call }>> = {
  'alipay.trade.precreate': { operation: 'precreate', call: precreate },
  'alipay.trade.page.pay': { operation: 'page_pay', isPage: true, call: placing('page_pay') },
  'alipay.trade.wap.pay': { operation: 'wap_pay', isPage: true, call: placing('wap_pay') },
  // The order string goes to the mobile SDK, never to the gateway; the phone opens it.
  'alipay.trade.app.pay': {
    operation: 'app_pay',
    call: () => refuse('isv.forbidden-api', '订单串应交给客户端SDK，不能直接请求网关'),
  },
  'alipay.trade.query': { operation: 'query', call: queryTrade },
  'alipay.trade.close': { operation: 'close', call: closeTrade },
  'alipay.trade.cancel': { operation: 'cancel', call: cancelTrade },
  'alipay.trade.refund': { operation: 'refund', call: refundTrade },
  'alipay.trade.fastpay.refund.query': { operation: 'refund_query', call: queryRefund },
}

export const CALL_OPERATIONS: readonly string[] = Object.values(METHODS).map((method) => method.operation)

/** Answers one request of the gateway: what is wrong is answered with a documented code and HTTP 200. */
export async function answerGateway(desk: Desk, parameters: GatewayParameters): Promise<GatewayReply> {
  const name = parameters.get('method') ?? ''
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  const reply = (fields: NodeFields, forged = false): Promise<GatewayReply> =>
    render(desk, parameters, method ? nodeNameOf(name) : 'error_response', fields, forged)
  const refused = (refusal: AlipayRefusal): Promise<GatewayReply> | GatewayReply => {
    const fields = refusalFields(refusal)
    return method?.isPage ? { kind: 'error_page', fields } : reply(fields)
  }

  const refusal = refuseRequest(parameters, desk.appId, desk.appPublicKey)
  if (refusal) return refused(refusal)
  if (!method) return reply(refusalFields(refuse('isv.invalid-method')))
  const biz = readBizContent(parameters)
  if (isRefusal(biz)) return refused(biz)

  const outTradeNo = orderNumberOf(desk, biz)
  const outcome = await callWithFaults<Outcome>(
    desk.core,
    { institution: 'alipay', operation: method.operation, outTradeNo },
    () => {
      const answer = method.call(desk, biz, parameters)
      report(desk, name, outTradeNo, answer)
      return isRefusal(answer) ? refusalFields(answer) : answer
    },
    {
      fail: (params) => failureFields(params.code, params.message),
      notEnough: () => refusalFields(refuse('ACQ.SELLER_BALANCE_NOT_ENOUGH')),
    },
  )
  await desk.core.store.written()
  if (outcome.kind !== 'answer') return outcome
  if (isCode(outcome.answer)) return { kind: 'page', code: outcome.answer }
  return method.isPage
    ? { kind: 'error_page', fields: outcome.answer }
    : reply(outcome.answer, outcome.forged)
}

function precreate(desk: Desk, biz: JsonObject, parameters: GatewayParameters): NodeFields | AlipayRefusal {
  const code = placing('precreate')(desk, biz, parameters)
  if (isRefusal(code)) return code
  return {
    code: '10000',
    msg: 'Success',
    out_trade_no: code.terms.outTradeNo,
    qr_code: qrText(code),
    share_code: textOf(biz, 'code_type') === 'share_code' ? code.id.slice(-8) : undefined,
  }
}

function placing(product: keyof typeof PRODUCTS) {
  return (desk: Desk, biz: JsonObject, parameters: GatewayParameters): Code | AlipayRefusal =>
    placeOrder(desk, product, biz, {
      notifyUrl: parameters.get('notify_url') ?? null,
      returnUrl: parameters.get('return_url') ?? null,
      signType: signTypeOf(parameters),
    })
}

async function render(
  desk: Desk,
  parameters: GatewayParameters,
  nodeName: string,
  fields: NodeFields,
  forged: boolean,
): Promise<GatewayReply> {
  // A stranger's app has no Alipay key to sign with: such answers come unsigned.
  const key = isKnownApp(parameters, desk.appId) ? desk.alipayKey : null
  const node = { name: nodeName, fields }
  const body = await renderAnswer(node, key, signTypeOf(parameters), parameters.charset ?? 'utf-8')
  if (!forged) return { kind: 'json', body }
  const text = body.toString('latin1')
  const at = text.lastIndexOf('"sign":"') + 8
  const flipped = text[at] === 'A' ? 'B' : 'A'
  return { kind: 'json', body: Buffer.from(text.slice(0, at) + flipped + text.slice(at + 1), 'latin1') }
}

function orderNumberOf(desk: Desk, biz: JsonObject): string | null {
  const tradeNo = textOf(biz, 'trade_no')
  const trade = tradeNo === undefined ? undefined : desk.trades.byTradeNo(tradeNo)
  return trade?.id ?? textOf(biz, 'out_trade_no') ?? null
}

function report(
  desk: Desk,
  method: string,
  outTradeNo: string | null,
  answer: Outcome | AlipayRefusal,
): void {
  const code = isRefusal(answer) ? answer.refusal : '10000'
  desk.core.events.emit({
    kind: 'call',
    institution: 'alipay',
    outTradeNo,
    zh: `${method} → ${code}`,
    en: `${method} → ${code}`,
    data: { method, code },
  })
}

function isCode(outcome: Outcome): outcome is Code {
  return 'terms' in outcome
}
