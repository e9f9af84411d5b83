/** The ways the wallet can pay, best first: the merchant's word for it, and the word in fund bills. */
const CHANNELS = [
  ['balance', 'ALIPAYACCOUNT'],
  ['moneyFund', 'FINANCEACCOUNT'],
  ['debitCardExpress', 'BANKCARD'],
  ['bankPay', 'BANKCARD'],
  ['pcredit', 'PCREDIT'],
  ['creditCard', 'BANKCARD'],
  ['creditCardExpress', 'BANKCARD'],
  ['credit_group', 'PCREDIT'],
] as const

/** The fund channel a payment uses under the merchant's lists; null when they leave no way to pay. */
export function fundChannelUnder(
  enabled: string | undefined,
  disabled: string | undefined,
  specified: string | undefined,
): string | null {
  const wanted = specified ?? enabled
  const allowed = wanted === undefined ? null : wanted.split(',').map((name) => name.trim())
  const barred = disabled === undefined ? [] : disabled.split(',').map((name) => name.trim())
  for (const [word, fundChannel] of CHANNELS) {
    if ((allowed === null || allowed.includes(word)) && !barred.includes(word)) return fundChannel
  }
  return null
}
