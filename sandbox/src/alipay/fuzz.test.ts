import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import { certificateSn, rootCertificateSn } from './certificate-sn.js'
import { ALIPAY_ERRORS } from './error-list.js'
import { METHODS } from './methods.js'

let under: AlipayUnderTest
let complaintId: string
beforeAll(async () => {
  under = await startAlipayUnderTest()
  const biz_content = '{"out_trade_no":"complained","total_amount":"1.00","subject":"茶"}'
  await under.post({ method: 'alipay.trade.precreate', biz_content })
  under.pay('complained')
  complaintId = under.alipay.byHand.raiseComplaint({ outTradeNo: 'complained', detail: '茶' })?.id ?? ''
})
afterAll(() => under.stop())

const NAMES = Object.keys(METHODS)
const DOCUMENTED = new Set<string>(Object.keys(ALIPAY_ERRORS))
const fieldNames = fc.constantFrom(
  'out_trade_no',
  'trade_no',
  'total_amount',
  'subject',
  'body',
  'product_code',
  'time_expire',
  'timeout_express',
  'goods_detail',
  'extend_params',
  'business_params',
  'refund_amount',
  'out_request_no',
  'query_options',
  'qr_pay_mode',
  'qrcode_width',
  'seller_id',
  'passback_params',
  'settle_info',
  'enable_pay_channels',
  'scene',
  'auth_code',
  'buyer_id',
  'receiver_list',
  'royalty_parameters',
  'order_details',
  'pre_order_no',
  'bill_type',
  'bill_date',
  'agreement_no',
  'personal_product_code',
  'access_params',
  'period_rule_params',
  'credit_agreement_id',
  'payee_info',
  'trans_amount',
  'biz_scene',
  'grant_type',
  'complain_event_id',
  'begin_time',
  'end_time',
  'page_num',
  'page_size',
  'status',
  'target_infos',
  'feedback_code',
  'feedback_content',
  'feedback_images',
  'operator',
  'reply_content',
  'supplement_content',
  'image_type',
)
/** Members of the objects that fields hold. */
const memberNames = fc.constantFrom(
  'type',
  'account',
  'amount',
  'amount_percentage',
  'trans_in',
  'trans_in_type',
  'app_id',
  'out_trade_no',
  'total_amount',
  'subject',
  'identity',
  'identity_type',
  'channel',
  'period_type',
  'period',
  'execute_time',
  'single_amount',
  'agreement_no',
  'royalty_finish',
  'royalty_freeze',
  'creditBizOrderId',
  'target_type',
  'target_id',
)
const member = fc.oneof(
  fc.constantFrom('userId', '2088000000000017', '1.00', '7', 'DAY', 'MONTH', '2099-02-28', 'QRCODE', 'true'),
  fc.constantFrom('ALIPAY_USER_ID', 'fuzz_1'),
  fc.jsonValue(),
)
const inner = fc.dictionary(memberNames, member, { maxKeys: 6 })
const likely = fc.oneof(
  fc.constantFrom(
    '1.00',
    '0.01',
    'fuzz_1',
    'fuzz_2',
    '1d',
    '1c',
    '2099-01-01 00:00:00',
    'FAST_INSTANT_TRADE_PAY',
    'GENERAL_WITHHOLDING',
    'GENERAL_WITHHOLDING_P',
    'CYCLE_PAY_AUTH_P',
    'CREDIT_PAY_AFTER_USE',
    'DIRECT_TRANSFER',
    'trade',
    '2026-11-01',
    'authorization_code',
    '2026-11-01 00:00:00',
    'MERCHANT_PROCESSING',
    '05',
    'png',
  ),
  inner,
  fc.array(inner, { maxLength: 3 }),
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
)

type Json = Record<string, unknown>
const asText = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** The code in the answer: sub_code, 10000, or the code written on an error page. */
function codeIn(text: string): string {
  if (text.startsWith('{')) {
    const node = Object.values(JSON.parse(text))[0] as Record<string, string>
    return node.sub_code ?? node.code ?? 'no code'
  }
  return /错误代码 ([\w.-]+)</.exec(text)?.[1] ?? ''
}

it('answers any signed request with 200 and a documented code', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...NAMES),
      fc.dictionary(fieldNames, likely, { maxKeys: 8 }),
      fc.dictionary(fc.constantFrom('format', 'notify_url', 'return_url', 'auth_token', 'x'), fc.string()),
      async (method, biz, extra) => {
        const whole = {
          out_trade_no: 'fuzz_1',
          subject: '茶',
          total_amount: '1.00',
          refund_amount: '0.01',
          product_code: 'FAST_INSTANT_TRADE_PAY',
          out_request_no: 'fuzz_r',
          out_biz_no: 'fuzz_b',
          trans_amount: '1.00',
          biz_scene: 'DIRECT_TRANSFER',
          zm_service_id: 'fuzz',
          out_order_no: 'fuzz_o',
          out_agreement_no: 'fuzz_a',
          complain_event_id: complaintId,
          reply_content: '您好',
          supplement_content: '凭证',
          ...biz,
        }
        const { appCertificate, alipayRootCertificate } = under.core.keys.alipay
        // Money goes out in certificate mode only.
        const certificate = method.startsWith('alipay.fund.')
          ? {
              app_cert_sn: certificateSn(appCertificate),
              alipay_root_cert_sn: rootCertificateSn(alipayRootCertificate),
            }
          : {}
        // Methods without a biz_content have the same fields among the parameters.
        const beside = Object.fromEntries(
          (METHODS[method]?.topLevel ?? []).map((name) => [name, asText((whole as Json)[name])]),
        )
        const parameters = {
          ...extra,
          ...beside,
          ...certificate,
          method,
          biz_content: JSON.stringify(whole),
        }
        const { status, text } = await under.post(parameters)
        if (status === 302) return
        expect(status).toBe(200)
        const code = codeIn(text)
        expect(code === '10000' || DOCUMENTED.has(code), `${code}: ${text}`).toBe(true)
        expect(code).not.toBe('isp.unknow-error')
      },
    ),
    { numRuns: 400 },
  )
}, 90_000)

it('answers any bytes with 200 and a documented code', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.webQueryParameters(),
      fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/xml', ''),
      async (bytes, query, contentType) => {
        const body = Buffer.concat([
          Buffer.from(`app_id=${under.core.keys.alipay.appId}&method=alipay.trade.query&`),
          bytes,
        ])
        const answer = await fetch(`${under.url}/gateway.do?${query}`, {
          method: 'POST',
          body,
          headers: { 'content-type': contentType },
        })
        expect(answer.status).toBe(200)
        expect(DOCUMENTED.has(codeIn(await answer.text()))).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
}, 90_000)

it('looks at any text without breaking', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.webUrl({ withQueryParameters: true }),
        fc.string().map((text) => `method=alipay.trade.app.pay&${text}`),
        fc.string().map((text) => `https://qr.alipay.com/${text}`),
      ),
      (text) => {
        const { institution } = under.alipay
        const view = institution.look(text, 'alipay')
        expect('code' in view).toBe(true)
        expect(institution.recognises(text) || ('code' in view && view.code === 'not_this_wallet')).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})
