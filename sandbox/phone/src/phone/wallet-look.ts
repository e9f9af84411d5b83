import type { Say } from '../shared/language.js'
import type { WalletName } from './wallet-calls.js'

export function walletTitle(wallet: WalletName, say: Say): string {
  return wallet === 'wechat'
    ? say('微信钱包（模拟）', 'WeChat wallet (simulated)')
    : say('支付宝钱包（模拟）', 'Alipay wallet (simulated)')
}

export function walletShortTitle(wallet: WalletName, say: Say): string {
  return wallet === 'wechat' ? say('微信钱包', 'WeChat wallet') : say('支付宝钱包', 'Alipay wallet')
}
