import { formatAmount } from '../format-amount.js'

export function Money({ amountMinor, large }: { amountMinor: number; large?: boolean }) {
  const [whole, fraction] = formatAmount(amountMinor).split('.')
  return (
    <span class={large ? 'money money-large' : 'money'}>
      <span class="money-sign">¥</span>
      {whole}
      <span class="money-fraction">.{fraction}</span>
    </span>
  )
}
