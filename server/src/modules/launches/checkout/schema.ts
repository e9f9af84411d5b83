import { type Static, Type } from 'typebox'
import { ref } from '../../access/index.js'
import { Institution, Method } from '../../checkouts/index.js'

export const MethodReason = Type.Object(
  {
    code: Type.String({ description: 'Stable name of the reason.', examples: ['merchant_paused'] }),
    message: Type.String({ description: 'The reason, for support, in Chinese.' }),
    messageEn: Type.String({ description: 'The reason, for support, in English.' }),
    about: Type.Unsafe<Record<string, string | number | null>>({
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'null'] },
      description: 'What it is about: the merchant, the category, the share.',
    }),
  },
  { $id: 'MethodReason' },
)

export const MethodChoice = Type.Object(
  {
    method: Method,
    institution: Institution,
    name: Type.String({ description: 'Name for the shopper, in Chinese.', examples: ['微信支付'] }),
    nameEn: Type.String({ description: 'Name for the shopper, in English.', examples: ['WeChat Pay'] }),
    shown: Type.Boolean({ description: 'Whether the shopper may use it here and now.' }),
    preselected: Type.Boolean({ description: 'Whether the cashier chooses it beforehand; at most one is.' }),
    reasons: Type.Array(ref(MethodReason), { description: 'Why it is hidden: all of it; empty when shown.' }),
    forShopper: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      description: 'A sentence that support may send to the shopper, in Chinese; null when it is shown.',
    }),
    forShopperEn: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      description: 'The same in English.',
    }),
  },
  { $id: 'MethodChoice', description: 'A way to pay, and whether this shopper may use it here.' },
)
export type MethodChoice = Static<typeof MethodChoice>
