import { expect, it } from 'vitest'
import { findBrand } from './neutral-words.js'

it.each([
  ['商户须开通微信支付。', '微信支付'],
  ['余额由支付宝代管', '支付宝'],
  ['Sellers accept WeChat Pay.', 'WeChat Pay'],
  ['sellers accept we-chat', 'we-chat'],
  ['ＡＬＩＰＡＹ account', 'ALIPAY'],
  ['支\u200b付宝账户', '支付宝'],
  ['银联卡', '银联'],
  ['by UnionPay', 'UnionPay'],
])('finds the brand in %s', (text, brand) => expect(findBrand(text)).toBe(brand))

it.each([
  '商户在支付机构开立支付账户，支付账户余额依其规则结算；订单交易金额以平台记录为准。',
  'The payment institution credits the balance of the payment account. Tents and antique prints are goods.',
  '银行联名卡',
])('takes neutral words: %s', (text) => expect(findBrand(text)).toBeNull())
