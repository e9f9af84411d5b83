import type { Institution } from './cashier-view.js'
import type { Say } from './language.js'

export function walletName(institution: Institution, say: Say): string {
  return institution === 'wechatpay' ? say('微信', 'WeChat') : say('支付宝', 'Alipay')
}
