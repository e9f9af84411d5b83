import type { DecidedMethod } from './facts.js'
import { REASON_SENTENCES } from './reasons.js'

/** What support may send: polite, true, what to do next; nothing of lists, shares, reviews or other people. */
const FOR_SHOPPER = {
  over: {
    zh: () => '这张收银单已付款、已关闭或已过期，不能再付款。如已付款无需重复支付；如未付款，请重新下单。',
    en: () =>
      'This checkout is paid, closed or expired and cannot be paid any more. If you have paid, there is nothing more to do; if not, please place the order again.',
  },
  locked: {
    zh: (method: string) =>
      `这张收银单已生成其他支付方式的付款码，为避免重复扣款，暂不能改用“${method}”。请继续用该付款码付款，或重新下单后再选择。`,
    en: (method: string) =>
      `A payment code of another method was already made for this checkout. So that you are not charged twice, it cannot be changed to ${method}. Please pay with that code, or place the order again and choose anew.`,
  },
  not_here: {
    zh: (method: string) =>
      `当前打开的方式不支持“${method}”。请换到手机或电脑浏览器、或我们的应用中打开收银单，也可以使用页面上的其他支付方式。`,
    en: (method: string) =>
      `${method} cannot be used where you opened the checkout. Please open it in a browser on your phone or computer or in our app, or use another payment method on the page.`,
  },
  not_now: {
    zh: (method: string) => `“${method}”暂时不可用，您已完成的付款不受影响。请使用页面上的其他支付方式。`,
    en: (method: string) =>
      `${method} is not available for now; payments that you have made are not affected. Please use another payment method on the page.`,
  },
  not_for_sellers: {
    zh: (method: string) => `本单暂不支持“${method}”。请使用页面上的其他支付方式，不会影响您的订单。`,
    en: (method: string) =>
      `${method} is not available for this order yet. Please use another payment method on the page; your order is not affected.`,
  },
  not_for_you_yet: {
    zh: (method: string) =>
      `“${method}”暂未对您的账户开放。请使用页面上的其他支付方式；开放后会自动出现，无需申请。`,
    en: (method: string) =>
      `${method} is not open to your account yet. Please use another payment method on the page; once it is open it appears by itself, there is nothing to apply for.`,
  },
  not_for_goods: {
    zh: (method: string) =>
      `本单中有商品暂不支持“${method}”。您可以将其他商品分开下单，或使用页面上的其他支付方式。`,
    en: (method: string) =>
      `Some goods in this order cannot be paid with ${method} yet. You can order the other goods separately, or use another payment method on the page.`,
  },
  not_this_amount: {
    zh: (method: string) =>
      `本单金额不在“${method}”目前支持的范围内。请使用页面上的其他支付方式，或调整订单后再试。`,
    en: (method: string) =>
      `The amount of this order is outside what ${method} supports at present. Please use another payment method on the page, or change the order and try again.`,
  },
  not_at_this_time: {
    zh: (method: string) => `“${method}”目前不在开放时段。请稍后再试，或使用页面上的其他支付方式。`,
    en: (method: string) =>
      `${method} is not open at this time. Please try again later, or use another payment method on the page.`,
  },
} as const

export type ShopperLine = keyof typeof FOR_SHOPPER

/**
 * Of several reasons the shopper hears one: first what nobody can change, then what waiting changes, last what the
 * shopper can change. Who is told to open the page on a phone must find the method there.
 */
const HEARD_FIRST: readonly ShopperLine[] = [
  'over',
  'locked',
  'not_now',
  'not_for_sellers',
  'not_for_you_yet',
  'not_at_this_time',
  'not_for_goods',
  'not_this_amount',
  'not_here',
]

/** What support may send to the shopper about a hidden method; null for one that is shown. */
export function tellShopper({ offer, reasons }: DecidedMethod): { zh: string; en: string } | null {
  const lines = new Set(reasons.map(({ code }) => REASON_SENTENCES[code].shopper))
  const line = HEARD_FIRST.find((one) => lines.has(one))
  if (line === undefined) return null
  return { zh: FOR_SHOPPER[line].zh(offer.name), en: FOR_SHOPPER[line].en(offer.nameEn) }
}
