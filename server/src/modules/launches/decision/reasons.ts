import type { Reason, ReasonCode } from './facts.js'
import type { ShopperLine } from './tell-shopper.js'
import { inWords, momentInWords } from './words.js'

type About = Reason['about']

interface Sentences {
  /** For support: what happened, with the figures. */
  readonly zh: (about: About) => string
  readonly en: (about: About) => string
  /** What the shopper may hear of it. */
  readonly shopper: ShopperLine
}

const percent = (bp: About[string] | undefined) => `${Number(bp) / 100}%`
const yuan = (minor: About[string] | undefined) => (Number(minor) / 100).toFixed(2)
const merchant = (about: About) => `卖家 ${about.merchant}`
const seller = (about: About) => `Merchant ${about.merchant}`

/** Every reason, in the order in which they are told. */
export const REASON_SENTENCES: Readonly<Record<ReasonCode, Sentences>> = {
  checkout_not_open: {
    zh: () => '收银单已付款、已关闭或已过期',
    en: () => 'The checkout is paid, closed or expired',
    shopper: 'over',
  },
  locked_to_other_institution: {
    zh: () => '已出示另一支付机构的付款码，为避免重复付款不能更换',
    en: () => 'A code of another institution has been shown; switching could pay twice',
    shopper: 'locked',
  },
  not_in_this_scene: {
    zh: () => '不能在当前场景使用',
    en: () => 'It cannot be used in this scene',
    shopper: 'not_here',
  },
  capability_not_granted: {
    zh: ({ capability, state }) => `平台尚未获得所需能力 ${capability}（${inWords(state, 'zh')}）`,
    en: ({ capability, state }) =>
      `The platform has not been granted the capability ${capability} (${inWords(state, 'en')})`,
    shopper: 'not_now',
  },
  capability_suspended: {
    zh: ({ capability }) => `支付机构暂停了能力 ${capability}，整改通过后恢复`,
    en: ({ capability }) =>
      `The institution has suspended the capability ${capability} until it is rectified`,
    shopper: 'not_now',
  },
  launch_not_started: {
    zh: ({ launch }) => `灰度上线 ${launch} 还是草稿，尚未开始`,
    en: ({ launch }) => `The launch ${launch} is a draft and has not started`,
    shopper: 'not_now',
  },
  launch_halted: {
    zh: ({ launch }) => `灰度上线 ${launch} 已紧急停止，进行中的支付不受影响`,
    en: ({ launch }) => `The launch ${launch} is halted; payments under way go on`,
    shopper: 'not_now',
  },
  launch_ended: {
    zh: ({ launch }) => `灰度上线 ${launch} 已结束`,
    en: ({ launch }) => `The launch ${launch} has ended`,
    shopper: 'not_now',
  },
  merchant_not_invited: {
    zh: (about) => `${merchant(about)} 尚未收到邀请`,
    en: (about) => `${seller(about)} has not been invited`,
    shopper: 'not_for_sellers',
  },
  merchant_not_answered: {
    zh: (about) => `${merchant(about)} 已收到邀请，尚未答复`,
    en: (about) => `${seller(about)} is invited and has not answered`,
    shopper: 'not_for_sellers',
  },
  merchant_not_ready: {
    zh: (about) => `${merchant(about)} 已接受邀请，在支付机构的开通手续尚未完成`,
    en: (about) => `${seller(about)} has accepted; something is still missing at the institution`,
    shopper: 'not_for_sellers',
  },
  merchant_declined: {
    zh: (about) => `${merchant(about)} 已谢绝邀请`,
    en: (about) => `${seller(about)} has declined`,
    shopper: 'not_for_sellers',
  },
  merchant_invitation_expired: {
    zh: (about) => `${merchant(about)} 的邀请已过期`,
    en: (about) => `The invitation of merchant ${about.merchant} has expired`,
    shopper: 'not_for_sellers',
  },
  merchant_paused: {
    zh: (about) => `${merchant(about)} 自行暂停了该支付方式`,
    en: (about) => `${seller(about)} has paused it`,
    shopper: 'not_for_sellers',
  },
  merchant_suspended: {
    zh: (about) => `平台暂停了${merchant(about)} 的该支付方式`,
    en: (about) => `The platform has suspended it for merchant ${about.merchant}`,
    shopper: 'not_for_sellers',
  },
  merchant_has_no_sub_merchant: {
    zh: (about) => `${merchant(about)} 在${inWords(about.institution, 'zh')}没有可用的子商户号`,
    en: (about) =>
      `${seller(about)} has no working sub-merchant number at ${inWords(about.institution, 'en')}`,
    shopper: 'not_for_sellers',
  },
  terms_not_agreed: {
    zh: (about) =>
      `${merchant(about)} 尚未同意生效中的平台规则第 ${about.terms} 版（${about.agreed === null ? '从未同意任何版本' : `已同意第 ${about.agreed} 版`}）`,
    en: (about) =>
      `${seller(about)} has not agreed to version ${about.terms} of the terms in force (${about.agreed === null ? 'to none so far' : `to version ${about.agreed} so far`})`,
    shopper: 'not_for_sellers',
  },
  shopper_denied: {
    zh: () => '买家在该上线的禁用名单中',
    en: () => 'The shopper is on the deny list of the launch',
    shopper: 'not_for_you_yet',
  },
  shopper_in_holdout: {
    zh: ({ holdoutBp }) => `买家属于对照组（${percent(holdoutBp)} 的买家不开放，用于衡量效果）`,
    en: ({ holdoutBp }) =>
      `The shopper is in the holdout group (${percent(holdoutBp)} of shoppers are kept out to measure against)`,
    shopper: 'not_for_you_yet',
  },
  shopper_not_in_audience: {
    zh: () => '买家不属于该上线面向的人群',
    en: () => 'The shopper is not of the audience of the launch',
    shopper: 'not_for_you_yet',
  },
  shopper_not_in_share: {
    zh: ({ shareBp, place }) =>
      `目前向 ${percent(shareBp)} 的此类买家开放，该买家排在 ${percent(place)} 处，尚未轮到`,
    en: ({ shareBp, place }) =>
      `It is open to ${percent(shareBp)} of such shoppers; this one stands at ${percent(place)} and is not in yet`,
    shopper: 'not_for_you_yet',
  },
  goods_not_included: {
    zh: ({ category }) => `商品类目 ${category} 不在开放范围内`,
    en: ({ category }) => `Goods of the category ${category} are not included`,
    shopper: 'not_for_goods',
  },
  goods_excluded: {
    zh: ({ category, sku }) => (sku === null ? `商品类目 ${category} 已被排除` : `商品 ${sku} 已被排除`),
    en: ({ category, sku }) =>
      sku === null ? `Goods of the category ${category} are excluded` : `The goods ${sku} are excluded`,
    shopper: 'not_for_goods',
  },
  scene_not_included: {
    zh: ({ scene }) => `该上线尚未在${inWords(scene, 'zh')}开放`,
    en: ({ scene }) => `The launch is not open on ${inWords(scene, 'en')}`,
    shopper: 'not_here',
  },
  amount_too_small: {
    zh: ({ leastMinor }) => `金额低于该上线的下限 ${yuan(leastMinor)} 元`,
    en: ({ leastMinor }) => `The amount is below the least of the launch, ${yuan(leastMinor)} yuan`,
    shopper: 'not_this_amount',
  },
  amount_too_large: {
    zh: ({ mostMinor }) => `金额高于该上线的上限 ${yuan(mostMinor)} 元`,
    en: ({ mostMinor }) => `The amount is above the most of the launch, ${yuan(mostMinor)} yuan`,
    shopper: 'not_this_amount',
  },
  outside_window: {
    zh: ({ opensAt }) =>
      opensAt === null
        ? '开放时段已经全部结束'
        : `不在开放时段内，下一次从${momentInWords(String(opensAt), 'zh')} 开始`,
    en: ({ opensAt }) =>
      opensAt === null
        ? 'All of its time windows are over'
        : `Outside its time windows; the next one begins at ${momentInWords(String(opensAt), 'en')}`,
    shopper: 'not_at_this_time',
  },
  method_failing: {
    zh: () => '监测显示该支付方式目前几乎都失败，已暂时隐藏',
    en: () => 'Measurements say that it fails for nearly everyone now; it is hidden meanwhile',
    shopper: 'not_now',
  },
}

export interface ToldReason extends Reason {
  readonly message: string
  readonly messageEn: string
}

/** A reason with its sentences for support. */
export function tellReason({ code, about }: Reason): ToldReason {
  const { zh, en } = REASON_SENTENCES[code]
  return { code, message: zh(about), messageEn: en(about), about }
}
