import { type NewFault, NOTICE_ALTERATIONS, type NoticeAlteration } from '../../core/faults.js'
import type { InstitutionName } from '../../core/institution.js'

/** What somebody does in a story. The payer acts in the wallet; the rest is the merchant's. */
export type Act = 'order' | 'query' | 'close' | 'decline' | 'pay' | 'refund'

/** A fault in the words that fit every institution; `order` is any call that places one. */
export type StoryFault = Pick<NewFault, 'effect' | 'params' | 'times'> & {
  on: 'order' | 'query' | 'close' | 'refund' | 'notice'
}

export interface Story {
  name: string
  zh: string
  en: string
  /** Where it can happen. `both` plays the same checkout at both at once. */
  at: readonly InstitutionName[] | 'both'
  faults: readonly StoryFault[]
  acts: readonly Act[]
}

const ANY: readonly InstitutionName[] = ['wechatpay', 'alipay']
const WECHAT_PAY: readonly InstitutionName[] = ['wechatpay']

const ALTERED: Record<NoticeAlteration, { zh: string; en: string }> = {
  forge: { zh: '签名错误', en: 'with a wrong signature' },
  unknown_serial: { zh: '由无人认识的密钥签名', en: 'signed by an unknown key' },
  stale: { zh: '签名正确，时间是一小时前', en: 'well signed, an hour old' },
  corrupt: { zh: '签名之后正文被改', en: 'altered after signing' },
  wrong_amount: { zh: '签名正确，金额不对', en: 'well signed, over a wrong amount' },
  wrong_currency: { zh: '签名正确，币种不对', en: 'well signed, in a wrong currency' },
  other_merchant: { zh: '签名正确，但属于别的商户', en: 'well signed, for another merchant' },
  unknown_order: { zh: '签名正确，但订单不存在', en: 'well signed, about an order nobody placed' },
}
const ALTERED_NAMES: Record<NoticeAlteration, string> = {
  forge: 'notice-forged',
  unknown_serial: 'notice-unknown-serial',
  stale: 'notice-stale',
  corrupt: 'notice-corrupt',
  wrong_amount: 'notice-wrong-amount',
  wrong_currency: 'notice-wrong-currency',
  other_merchant: 'notice-other-merchant',
  unknown_order: 'notice-unknown-order',
}

function story(
  name: string,
  zh: string,
  en: string,
  acts: readonly Act[],
  faults: readonly StoryFault[] = [],
  at: Story['at'] = ANY,
): Story {
  return { name, zh, en, at, faults, acts }
}

const PAID: readonly Act[] = ['order', 'pay', 'query']
const REFUNDED: readonly Act[] = ['order', 'pay', 'refund']

export const STORIES: readonly Story[] = [
  story('paid', '下单、付款、通知', 'ordered, paid, notified', PAID),
  story(
    'paid-twice',
    '同一笔收银单在两家机构各付一次',
    'one checkout is paid at both institutions',
    PAID,
    [],
    'both',
  ),
  story('declined-then-paid', '先放弃，再付款', 'the payer turns away, then pays', [
    'order',
    'decline',
    'pay',
    'query',
  ]),
  story('closed', '没有付款，商户关单', 'nobody pays, the merchant closes it', ['order', 'close', 'query']),
  story('notice-lost', '付了款，通知从未发出', 'paid, and the notice never comes', PAID, [
    { on: 'notice', effect: 'lose', times: 1 },
  ]),
  story('notice-held', '付了款，通知被扣住，等待放行', 'paid, and the notice waits to be released', PAID, [
    { on: 'notice', effect: 'hold', times: 1 },
  ]),
  story('notice-doubled', '同一条通知同时到达五次', 'the same notice arrives five times at once', PAID, [
    { on: 'notice', effect: 'double', times: 1, params: { copies: 5, atOnce: 5 } },
  ]),
  ...NOTICE_ALTERATIONS.map((effect) =>
    story(
      ALTERED_NAMES[effect],
      `第一条通知${ALTERED[effect].zh}，重试是好的`,
      `the first notice comes ${ALTERED[effect].en}; the retry is good`,
      PAID,
      [{ on: 'notice', effect, times: 1 }],
    ),
  ),
  story(
    'timeout-before-order',
    '下单没有应答，也没有成立',
    'the order call hangs and did not act',
    ['order', 'query'],
    [{ on: 'order', effect: 'timeout_before', times: 1 }],
  ),
  story(
    'timeout-after-order',
    '下单没有应答，但订单已成立',
    'the order call hangs, but it acted',
    ['order', 'query'],
    [{ on: 'order', effect: 'timeout_after', times: 1 }],
  ),
  story(
    'broken-after-order',
    '下单已成立，连接断开',
    'the order call acted, then the line broke',
    ['order', 'query'],
    [{ on: 'order', effect: 'drop_after', times: 1 }],
  ),
  story(
    'unavailable',
    '机构连续三次系统错误，然后恢复',
    'three system errors, then all is well',
    ['order', 'order', 'order', ...PAID],
    [{ on: 'order', effect: 'fail', times: 3 }],
  ),
  story(
    'answer-forged',
    '下单应答的签名是错的',
    'the order call is answered with a wrong signature',
    ['order', 'query'],
    [{ on: 'order', effect: 'forge_answer', times: 1 }],
  ),
  story(
    'query-unanswered',
    '付款后查单没有应答',
    'paid, but the query hangs',
    ['order', 'pay', 'query', 'query'],
    [{ on: 'query', effect: 'timeout_before', times: 1 }],
  ),
  story('refunded', '付款后全额退款', 'paid and refunded', REFUNDED),
  story(
    'refund-unanswered',
    '退款没有应答，但已受理',
    'the refund call hangs, but it acted',
    [...REFUNDED, 'refund'],
    [{ on: 'refund', effect: 'timeout_after', times: 1 }],
  ),
  story('refund-not-enough', '商户余额不足，退款被拒', 'the merchant has not enough to refund', REFUNDED, [
    { on: 'refund', effect: 'not_enough', times: 1 },
  ]),
  story(
    'refund-processing',
    '退款一直处理中，直到手动结束',
    'the refund stays open until ended by hand',
    REFUNDED,
    [{ on: 'refund', effect: 'refund_processing', times: 1 }],
    WECHAT_PAY,
  ),
  story(
    'refund-abnormal',
    '退款变为异常',
    'the refund becomes abnormal',
    REFUNDED,
    [{ on: 'refund', effect: 'refund_abnormal', times: 1 }],
    WECHAT_PAY,
  ),
  story(
    'refund-closed',
    '退款被关闭，钱没有退',
    'the refund is closed, no money moved',
    REFUNDED,
    [{ on: 'refund', effect: 'refund_closed', times: 1 }],
    WECHAT_PAY,
  ),
]
