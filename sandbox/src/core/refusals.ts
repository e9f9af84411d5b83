import type { WalletName, WalletRefusal, WalletRefusalCode } from './institution.js'

const WORDS: Record<WalletRefusalCode, { zh: string; en: string }> = {
  not_this_wallet: {
    zh: '无法识别该二维码，请换用对应的钱包扫码。',
    en: 'This wallet does not recognise the code; scan it with the wallet it belongs to.',
  },
  unknown_code: {
    zh: '二维码已失效或不存在，请回到商家页面重新获取。没有扣款。',
    en: 'The code is no longer valid or never existed; get a fresh one from the shop. Nothing was charged.',
  },
  expired: {
    zh: '订单已过支付时间，请回到商家页面重新下单。没有扣款。',
    en: 'The time to pay this order is over; order again at the shop. Nothing was charged.',
  },
  closed: {
    zh: '订单已关闭，没有扣款。',
    en: 'The order is closed. Nothing was charged.',
  },
  already_paid: {
    zh: '订单已支付，请勿重复付款。这一次没有扣款。',
    en: 'The order is already paid. Nothing was charged this time.',
  },
  wrong_password: {
    zh: '支付密码错误，请重试。没有扣款。',
    en: 'Wrong payment password; please try again. Nothing was charged.',
  },
  not_enough: {
    zh: '余额不足，没有扣款。订单仍可支付。',
    en: 'Not enough balance; nothing was charged. The order can still be paid.',
  },
  wrong_invocation_signature: {
    zh: '支付验证签名失败，请联系商家。没有扣款。',
    en: 'The signature of the payment invocation does not verify; contact the shop. Nothing was charged.',
  },
}

const WALLET_WORDS: Record<WalletName, { zh: string; en: string }> = {
  wechat: { zh: '微信', en: 'WeChat' },
  alipay: { zh: '支付宝', en: 'Alipay' },
}

export function refuseWallet(code: WalletRefusalCode): WalletRefusal {
  return { code, ...WORDS[code] }
}

/** A wallet shown another wallet's code answers as in life: it cannot read it. */
export function refuseOtherWallet(wallet: WalletName): WalletRefusal {
  const { zh, en } = WALLET_WORDS[wallet]
  return {
    code: 'not_this_wallet',
    zh: `${zh}无法识别该二维码，请换用对应的钱包扫码。`,
    en: `${en} does not recognise this code; scan it with the wallet it belongs to.`,
  }
}
