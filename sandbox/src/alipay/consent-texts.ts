import type { Line } from '../core/phone-side.js'
import type { Consent } from './consents.js'
import { isObject, textOf } from './fields.js'

/** What a consent page says. */
export function consentTexts({ kind, asked }: Consent): {
  title: { zh: string; en: string }
  lines: Line[]
} {
  switch (kind) {
    case 'agreement':
      return {
        title: { zh: '签约自动扣款', en: 'Agree to automatic payments' },
        lines: agreementLines(asked),
      }
    case 'credit_agreement':
      return {
        title: { zh: '开通先用后付', en: 'Open pay-after-use' },
        lines: [{ zh: '商家先提供服务，之后再扣款。', en: 'The shop delivers first and charges later.' }],
      }
    case 'credit_order':
      return {
        title: { zh: '确认先用后付订单', en: 'Confirm a pay-after-use order' },
        lines: [same(textOf(asked, 'subject') ?? ''), ...limit(textOf(asked, 'order_amount'))],
      }
    case 'user_info':
      return {
        title: { zh: '授权获取会员信息', en: 'Share your profile' },
        lines: [
          { zh: '昵称', en: 'Nickname' },
          { zh: '用户编号', en: 'Account id' },
        ],
      }
    case 'app_auth':
      return {
        title: { zh: '授权第三方应用', en: 'Authorise a service provider' },
        lines: [
          {
            zh: '服务商可以代您的应用调用接口。',
            en: 'The provider may call on behalf of your application.',
          },
        ],
      }
  }
}

const same = (text: string): Line => ({ zh: text, en: text })

function agreementLines(asked: Consent['asked']): Line[] {
  const rule = isObject(asked.period_rule_params) ? asked.period_rule_params : null
  const isPeriodic = textOf(asked, 'personal_product_code') === 'CYCLE_PAY_AUTH_P'
  const lines = [
    isPeriodic
      ? { zh: '周期扣款', en: 'Periodic payments' }
      : { zh: '商家扣款', en: 'Payments whenever the shop charges' },
  ]
  if (rule) {
    const [every = '', first = '', most = ''] = ['period', 'execute_time', 'single_amount'].map((name) =>
      textOf(rule, name),
    )
    const isDaily = textOf(rule, 'period_type') === 'DAY'
    const unit = isDaily ? 'day' : 'month'
    lines.push(
      {
        zh: `每 ${every} ${isDaily ? '天' : '个月'}一次，首次 ${first}`,
        en: `Every ${every === '1' ? unit : `${every} ${unit}s`}, first on ${first}`,
      },
      { zh: `单次最多 ¥${most}`, en: `At most ¥${most} each time` },
    )
  }
  return lines
}

function limit(amount: string | undefined): Line[] {
  return amount === undefined ? [] : [{ zh: `最多扣款 ¥${amount}`, en: `Charged ¥${amount} at most` }]
}
