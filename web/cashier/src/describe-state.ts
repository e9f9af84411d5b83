import type { CashierState } from './cashier-state.js'
import type { Say } from './language.js'

/** Each state in a few words: the browser tab's title, and what a screen reader announces when the state changes. */
export function describeState(state: CashierState, say: Say): string {
  switch (state.kind) {
    case 'loading':
      return say('正在打开收银台', 'Opening the cashier')
    case 'wrong_link':
      return say('付款链接无效', 'This payment link does not work')
    case 'unreachable':
      return say('网络不通', 'No connection')
    case 'choose':
      return say('选择支付方式', 'Choose how to pay')
    case 'scan':
      return state.worn ? say('二维码已过期', 'The code has expired') : say('请扫码付款', 'Scan to pay')
    case 'jumping':
      return say('正在前往钱包', 'Opening the wallet')
    case 'in_wallet':
      return say('请在钱包中完成付款', 'Finish in the wallet')
    case 'asking':
      return state.about === 'payment'
        ? say('正在向支付机构确认', 'Asking the institution')
        : say('正在关闭付款', 'Closing this payment')
    case 'paid':
      return say('付款成功', 'Paid')
    case 'refunded':
      return state.extent === 'full'
        ? say('已全额退款', 'Refunded in full')
        : say('已部分退款', 'Partly refunded')
    case 'expired':
      return say('付款已超时', 'Payment time is over')
    case 'closed':
      return say('付款已取消', 'Payment cancelled')
  }
}
