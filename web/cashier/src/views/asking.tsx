import type { CashierState } from '../cashier-state.js'
import { useSay } from '../language.js'
import { RefusalNote } from '../parts/refusal-note.js'
import { ViewHeading } from '../parts/view-heading.js'
import type { Cashier } from '../use-cashier.js'
import { walletName } from '../wallet-names.js'

interface Props {
  cashier: Cashier
  state: Extract<CashierState, { kind: 'asking' }>
}

/** Unknown is a state, not a failure: say what is happening, that the money is safe, and what not to do. */
export function AskingView({ cashier, state }: Props) {
  const say = useSay()
  const { attempt } = state
  const whom = attempt ? walletName(attempt.institution, say) : say('支付机构', 'the institution')
  if (state.about !== 'payment') {
    return (
      <section class="card panel outcome" aria-busy="true">
        <span class="wheel" aria-hidden="true" />
        <ViewHeading>{say('正在确认最终结果', 'Confirming the final result')}</ViewHeading>
        <p class="calm">
          {say(
            `付款时间已到或订单被取消，正在向${whom}确认。若您已付款，会照常成功；请不要再次付款。`,
            `Time is up or the order was cancelled; we are checking with ${whom}. If you did pay, it still counts. Please do not pay again.`,
          )}
        </p>
      </section>
    )
  }
  return (
    <section class="card panel outcome">
      <span class="wheel" aria-hidden="true" />
      <ViewHeading>{say(`正在向${whom}确认`, `Asking ${whom}`)}</ViewHeading>
      <p class="calm">
        {say(
          '您的钱是安全的。结果确定前，请不要再次付款；本页会自动更新。',
          'Your money is safe. Please do not pay again until the answer is here; this page updates by itself.',
        )}
      </p>
      <RefusalNote refusal={cashier.refusal} />
      {attempt && (
        <div class="dock">
          <button
            type="button"
            class="button button-plain"
            aria-disabled={cashier.busy !== null}
            onClick={() => cashier.actions.recheck(attempt.id)}
          >
            {cashier.busy === 'rechecking' && <span class="spinner" aria-hidden="true" />}
            {cashier.busy === 'rechecking' ? say('正在查询…', 'Checking…') : say('立即查询', 'Check now')}
          </button>
        </div>
      )}
    </section>
  )
}
