import type { Consent } from './consents.js'
import { isObject, textOf } from './fields.js'

/** What a consent page says. */
export function consentTexts({ kind, asked }: Consent): {
  title: { zh: string; en: string }
  lines: string[]
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
        lines: ['商家先提供服务，之后再扣款。The shop delivers first and charges later.'],
      }
    case 'credit_order':
      return {
        title: { zh: '确认先用后付订单', en: 'Confirm a pay-after-use order' },
        lines: [textOf(asked, 'subject') ?? '', ...limit(textOf(asked, 'order_amount'))],
      }
    case 'user_info':
      return {
        title: { zh: '授权获取会员信息', en: 'Share your profile' },
        lines: ['昵称 Nickname', '用户编号 Account id'],
      }
    case 'app_auth':
      return {
        title: { zh: '授权第三方应用', en: 'Authorise a service provider' },
        lines: ['服务商可以代您的应用调用接口。The provider may call on behalf of your application.'],
      }
  }
}

function agreementLines(asked: Consent['asked']): string[] {
  const rule = isObject(asked.period_rule_params) ? asked.period_rule_params : null
  const isPeriodic = textOf(asked, 'personal_product_code') === 'CYCLE_PAY_AUTH_P'
  const lines = [isPeriodic ? '周期扣款 Periodic payments' : '商家扣款 Payments whenever the shop charges']
  if (rule) {
    lines.push(
      `每${textOf(rule, 'period') ?? ''}${textOf(rule, 'period_type') === 'DAY' ? '天' : '个月'}一次，首次 first on ${textOf(rule, 'execute_time') ?? ''}`,
      `单次最多 at most each time ¥${textOf(rule, 'single_amount') ?? ''}`,
    )
  }
  return lines
}

function limit(amount: string | undefined): string[] {
  return amount === undefined ? [] : [`最多扣款 at most ¥${amount}`]
}
