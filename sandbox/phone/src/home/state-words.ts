import type { Say } from '../shared/language.js'

export type Tone = 'good' | 'wait' | 'bad' | 'calm'

const WORDS: Record<string, [tone: Tone, zh: string, en: string]> = {
  NOTPAY: ['wait', '待付款', 'to be paid'],
  USERPAYING: ['wait', '付款中', 'being paid'],
  SUCCESS: ['good', '已付款', 'paid'],
  REFUND: ['calm', '有退款', 'refunded'],
  CLOSED: ['bad', '已关闭', 'closed'],
  REVOKED: ['bad', '已撤销', 'revoked'],
  PAYERROR: ['bad', '付款失败', 'payment failed'],
  WAIT_BUYER_PAY: ['wait', '待付款', 'to be paid'],
  TRADE_SUCCESS: ['good', '已付款', 'paid'],
  TRADE_FINISHED: ['good', '已完结', 'finished'],
  TRADE_CLOSED: ['bad', '已关闭', 'closed'],
  waiting: ['wait', '等待发送', 'waiting'],
  held: ['wait', '被扣住', 'held'],
  acknowledged: ['good', '已确认', 'acknowledged'],
  lost: ['bad', '已丢失', 'lost'],
  given_up: ['bad', '已放弃', 'given up'],
}

const REFUND_WORDS: Record<string, [tone: Tone, zh: string, en: string]> = {
  PROCESSING: ['wait', '退款中', 'refunding'],
  SUCCESS: ['good', '已退款', 'refunded'],
  ABNORMAL: ['bad', '退款异常', 'abnormal'],
  CLOSED: ['bad', '退款关闭', 'refund closed'],
}

/** An institution's or a notice's state word with its tone and a word for people. Unknown words are shown as they are. */
export function stateWord(state: string, say: Say): { tone: Tone; word: string } {
  const [tone, zh, en] = WORDS[state] ?? ['calm', state, state]
  return { tone, word: say(zh, en) }
}

export function refundWord(state: string, say: Say): { tone: Tone; word: string } {
  const [tone, zh, en] = REFUND_WORDS[state] ?? ['calm', state, state]
  return { tone, word: say(zh, en) }
}

export function institutionWord(institution: string | null, say: Say): string {
  if (institution === 'wechatpay') return say('微信支付', 'WeChat Pay')
  if (institution === 'alipay') return say('支付宝', 'Alipay')
  if (institution === 'acquirer') return say('收单机构', 'Acquirer')
  if (institution === 'official_account') return say('公众平台', 'Official account')
  if (institution === 'review_desk') return say('审核台', 'Review desk')
  return say('全部机构', 'Any institution')
}
