import { Type } from 'typebox'
import { AmountMinor, Currency, Id, oneOf, orNull, refOrNull, Time } from '../access/index.js'

const METHODS = ['wechatpay_scan', 'wechatpay_jump', 'alipay_scan', 'alipay_jump'] as const
const SCENES = ['desktop_web', 'mobile_web', 'app', 'official_account', 'mini_program'] as const
export const INSTITUTIONS = ['wechatpay', 'alipay'] as const

export const Method = oneOf(METHODS, 'Institution and product, as the shopper sees them.')
export const Scene = oneOf(
  SCENES,
  'Where the shopper is: decides which product of an institution can be used.',
)
export const Institution = oneOf(INSTITUTIONS, 'Who moves the money.')

export const Failure = Type.Object(
  {
    code: Type.String({ description: "The institution's own code, for support.", examples: ['PARAM_ERROR'] }),
    message: Type.String({ description: 'What happened, in Chinese.' }),
    messageEn: Type.String({ description: 'What happened, in English.' }),
  },
  { $id: 'Failure', description: 'Why it did not work.' },
)

export const Action = Type.Unsafe<
  | { type: 'show_qr'; content: string; imageUrl: string; expiresAt: string }
  | { type: 'redirect'; url: string; expiresAt: string }
  | { type: 'wait' }
>({
  $id: 'Action',
  type: 'object',
  description: 'What the payer must do next.',
  required: ['type'],
  properties: {
    type: {
      type: 'string',
      enum: ['show_qr', 'redirect', 'wait'],
      description:
        'show_qr: draw `content` as a QR code, or show `imageUrl`. redirect: send the browser to `url`. wait: nothing; we are asking the institution.',
    },
    content: { type: 'string', description: 'show_qr: the text of the QR code.' },
    imageUrl: { type: 'string', description: 'show_qr: the code as an image.' },
    url: { type: 'string', description: 'redirect: where the browser goes, with GET.' },
    expiresAt: { type: 'string', format: 'date-time', description: 'It cannot be paid after this.' },
  },
  examples: [
    {
      type: 'show_qr',
      content: 'weixin://wxpay/bizpayurl?pr=QGg0MVazz',
      imageUrl: 'https://pay.example.com/cashier/api/checkouts/co_1/attempts/at_1/qr.png?k=token',
      expiresAt: '2026-11-22T08:30:00.000Z',
    },
  ],
})

export const Attempt = Type.Object(
  {
    id: Id("The attempt's id.", 'at_01JD8Z0VJ3_1'),
    method: Method,
    scene: Scene,
    institution: Institution,
    state: oneOf(
      ['created', 'unknown', 'pending', 'closing', 'paid', 'surplus', 'closed', 'failed'],
      'created and unknown: the institution is being asked. pending: the payer can pay. closing: being closed at the institution. paid: this is what paid the checkout. surplus: it was paid although the checkout was paid or closed already, and is being given back. closed and failed: nothing was paid.',
    ),
    amountMinor: AmountMinor('What the payer is asked for.'),
    currency: Currency,
    outTradeNo: Type.String({ description: 'Our number at the institution.', examples: ['01JD8Z0VJ3A1'] }),
    institutionReference: orNull(
      Type.String({ description: "The institution's number of the payment.", examples: ['4200002126'] }),
    ),
    action: refOrNull(Action, 'What the payer must do next; null when there is nothing to do any more.'),
    failure: refOrNull(Failure, 'Why it failed.'),
    expiresAt: Time('When it stops being payable at the institution.'),
    createdAt: Time('When it was started.'),
    paidAt: orNull(Time('When the payer paid, as the institution says.')),
  },
  { $id: 'Attempt', description: 'One try to pay a checkout with one method.' },
)
