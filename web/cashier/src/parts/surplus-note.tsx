import type { Surplus } from '../cashier-state.js'
import { formatMoney } from '../format-amount.js'
import { useSay } from '../language.js'
import { ReturnIcon } from './icons.js'

/** Where the money of a second or late payment is. */
export function SurplusNote({ surplus, late }: { surplus: Surplus | null; late: boolean }) {
  const say = useSay()
  if (!surplus) return null
  const amount = formatMoney(surplus.amountMinor)
  const what = late
    ? say(`关闭后又收到一笔 ${amount}。`, `${amount} arrived after this payment was over. `)
    : say(`这笔单收到了两次付款，多付的 ${amount}`, `This was paid twice. The second ${amount} `)
  return (
    <div class={surplus.state === 'given_back' ? 'note note-good' : 'note note-calm'}>
      <ReturnIcon />
      <p>
        <strong>{what}</strong>
        {late && say('这笔钱', 'It ')}
        {surplus.state === 'on_its_way' &&
          say(
            '正在原路退回，无需操作。',
            'is on its way back to where it came from. You need not do anything.',
          )}
        {surplus.state === 'given_back' && say('已原路退回。', 'has been given back to where it came from.')}
        {surplus.state === 'needs_help' &&
          say(
            '退回时遇到问题，平台客服正在处理，钱不会丢。',
            'could not be returned automatically. Our support is on it and the money is safe.',
          )}
      </p>
    </div>
  )
}
