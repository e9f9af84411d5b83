import type { Platform } from './call.js'
import type { Order } from './order-book.js'

/** Banks by the first part of a `bank_type`; abnormal refunds go to debit cards of these only (12-refunds §6). */
export const BANKS: Readonly<Record<string, string>> = {
  CMB: '招商银行',
  BOCOM: '交通银行',
  ABC: '农业银行',
  CCB: '建设银行',
  ICBC: '工商银行',
  BOC: '中国银行',
  PAB: '平安银行',
  SPDB: '浦发银行',
  CITIC: '中信银行',
  CEB: '光大银行',
  CMBC: '民生银行',
  CIB: '兴业银行',
  GDB: '广发银行',
  PSBC: '邮储银行',
  NBCB: '宁波银行',
}

/** A card as refunds tell it: bank, kind of card and the last four digits (12-refunds §4). */
export function cardText(bankType: string, number: string): string {
  const [bank = '', kind] = bankType.split('_')
  const name = Object.hasOwn(BANKS, bank) ? BANKS[bank] : bank
  return `${name}${kind === 'CREDIT' ? '信用卡' : '借记卡'}${number.slice(-4)}`
}

/** Where a refund goes: back to what the order was paid with. */
export function receivedAccount(platform: Platform, { paid }: Order): string {
  const card = platform.coupons.book
    .cardsOf(paid?.userId ?? '')
    .find((one) => one.bankType === paid?.bankType)
  return card ? cardText(card.bankType, card.id) : '支付用户零钱'
}
