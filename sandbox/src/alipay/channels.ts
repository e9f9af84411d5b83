/** The ways the wallet can pay, best first: the merchant's word for it, and the word in fund bills. */
const CHANNELS = [
  ['balance', 'ALIPAYACCOUNT'],
  ['moneyFund', 'FINANCEACCOUNT'],
  ['debitCardExpress', 'BANKCARD'],
  ['bankPay', 'BANKCARD'],
  ['pcredit', 'PCREDIT'],
  ['pcreditpayInstallment', 'PCREDIT'],
  ['creditCard', 'BANKCARD'],
  ['creditCardExpress', 'BANKCARD'],
  ['creditCardCartoon', 'BANKCARD'],
  ['credit_group', 'PCREDIT'],
] as const

/** Huabei, which does not pay for virtual goods. */
export const HUABEI = ['pcredit', 'pcreditpayInstallment', 'credit_group']

/** The fund channel a payment uses under the merchant's lists; null when they leave no way to pay. */
export function fundChannelUnder(
  enabled: string | undefined,
  disabled: string | undefined,
  specified: string | undefined,
  without: readonly string[] = [],
): string | null {
  const wanted = specified ?? enabled
  const allowed = wanted === undefined ? null : wanted.split(',').map((name) => name.trim())
  const barred = [...without, ...(disabled ?? '').split(',').map((name) => name.trim())]
  for (const [word, fundChannel] of CHANNELS) {
    if ((allowed === null || allowed.includes(word)) && !barred.includes(word)) return fundChannel
  }
  return null
}
