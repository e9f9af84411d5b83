import { Type } from 'typebox'
import type { SettingsWish, WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import type { NewMerchant } from '../wechatpay/merchants/create-merchant.js'
import { done, type Endpoint } from './endpoint.js'
import { wechatpayMarketingEndpoints } from './wechatpay-marketing-endpoints.js'
import { wechatpayMoneyEndpoints } from './wechatpay-money-endpoints.js'
import { ANYTHING, bodyOf, closed, MCHID, orNotFound, orRefused } from './wechatpay-schemas.js'

const RATE = Type.Number({ minimum: 0, maximum: 1 })
const KEY_MODE = Type.Union([Type.Literal('certificate'), Type.Literal('both'), Type.Literal('public_key')])

const NEW_MERCHANT = Type.Object(
  {
    mchid: Type.Optional(MCHID),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    kind: Type.Union([
      Type.Literal('direct'),
      Type.Literal('service_provider'),
      Type.Literal('sub_merchant'),
    ]),
    appids: Type.Optional(Type.Array(Type.String({ pattern: '^wx[0-9a-z]{16}$' }), { maxItems: 20 })),
    providers: Type.Optional(Type.Array(MCHID, { maxItems: 20 })),
    keyMode: Type.Optional(KEY_MODE),
  },
  closed,
)

const SETTINGS_WISH = Type.Object(
  {
    keyMode: Type.Optional(KEY_MODE),
    publicKeyNoticeShare: Type.Optional(Type.Union([RATE, Type.Null()])),
    migrationStartedAtMs: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])),
    probeRate: Type.Optional(RATE),
    rateLimits: Type.Optional(
      Type.Union([
        Type.Literal('documented'),
        Type.Record(Type.String({ maxLength: 64 }), Type.Integer({ minimum: 0, maximum: 1_000_000 })),
      ]),
    ),
    feeRate: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    maxSharingRatio: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    sharingNotifyUrl: Type.Optional(Type.Union([Type.String({ pattern: '^https?://' }), Type.Null()])),
    acceptsReturns: Type.Optional(Type.Boolean()),
    ecommerce: Type.Optional(Type.Boolean()),
    subMerchantFundFlow: Type.Optional(Type.Boolean()),
    billPartRows: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 100_000 }), Type.Null()])),
    codePay: Type.Optional(Type.Boolean()),
  },
  closed,
)

/** Control of what only WeChat Pay has. */
export function wechatpayEndpoints(control: WechatPayControl): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/control/wechatpay/merchants',
      summary: '微信支付商户 / WeChat Pay merchants',
      answer: Type.Array(ANYTHING),
      act: () => done(control.merchants()),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/merchants',
      summary:
        '新增商户、服务商或特约商户 / A further merchant, provider or sub-merchant, with keys of its own',
      body: NEW_MERCHANT,
      answer: ANYTHING,
      act: (input) => orRefused(() => control.createMerchant(bodyOf<NewMerchant>(input))),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/merchants/:mchid',
      summary: '密钥模式、探测、限流、费率 / Key mode, probes, rate limits, fee',
      body: SETTINGS_WISH,
      answer: ANYTHING,
      act: (input) => orNotFound(control.configure(input.params.mchid ?? '', bodyOf<SettingsWish>(input))),
    },
    {
      method: 'GET',
      path: '/control/wechatpay/openids/:userId/:appid',
      summary: '用户在某个 appid 下的 openid / The openid of a wallet user under an app id',
      answer: Type.Object({ openid: Type.String() }),
      act({ params }) {
        const openid = control.openid(params.userId ?? '', params.appid ?? '')
        return orNotFound(openid === null ? null : { openid })
      },
    },
    {
      method: 'GET',
      path: '/control/wechatpay/certificates',
      summary: '平台证书 / Platform certificates',
      answer: Type.Array(ANYTHING),
      act: () => done(control.certificates()),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/certificates/rotate',
      summary: '开始更换平台证书 / Begin to replace the platform certificate',
      body: Type.Object({ share: Type.Optional(RATE) }, closed),
      answer: Type.Array(ANYTHING),
      act: async (input) => done(await control.rotateCertificate(bodyOf<{ share?: number }>(input).share)),
    },
    {
      method: 'POST',
      path: '/control/wechatpay/certificates/finish',
      summary: '结束更换，旧证书下线 / Finish: the older certificate goes',
      answer: Type.Array(ANYTHING),
      act: () => done(control.finishRotation()),
    },
    {
      method: 'GET',
      path: '/control/wechatpay/probes',
      summary: '被误确认的签名探测 / Wrongly signed notices that were acknowledged',
      answer: Type.Array(ANYTHING),
      act: () => done(control.swallowedProbes()),
    },
    ...wechatpayMoneyEndpoints(control),
    ...wechatpayMarketingEndpoints(control),
  ]
}
