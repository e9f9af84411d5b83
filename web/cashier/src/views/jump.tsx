import type { CashierState } from '../cashier-state.js'
import type { CashierView } from '../cashier-view.js'
import { useSay } from '../language.js'
import { MethodIcon } from '../parts/icons.js'
import { RefusalNote } from '../parts/refusal-note.js'
import { ViewHeading } from '../parts/view-heading.js'
import type { Cashier } from '../use-cashier.js'
import { walletName } from '../wallet-names.js'
import { PaidButton, SwitchMethod } from './scan.js'

interface Props {
  cashier: Cashier
  view: CashierView
  state: Extract<CashierState, { kind: 'jumping' | 'in_wallet' }>
}

export function JumpView({ cashier, view, state }: Props) {
  const say = useSay()
  const { attempt } = state
  const wallet = walletName(attempt.institution, say)
  if (state.kind === 'jumping') {
    return (
      <section class="card panel outcome" aria-busy="true">
        <span class="wheel" aria-hidden="true" />
        <ViewHeading>{say(`正在打开${wallet}…`, `Opening ${wallet}…`)}</ViewHeading>
        <p class="calm">
          {say('没有自动打开？', 'Nothing happening? ')}
          <a href={state.url}>{say('点这里继续', 'Continue here')}</a>
        </p>
      </section>
    )
  }
  const worn = state.worn
  return (
    <section class="card panel outcome">
      <MethodIcon method={attempt.method} />
      <ViewHeading>
        {worn
          ? say('付款链接已过期', 'The payment link has expired')
          : say(`请在${wallet}完成付款`, `Finish in ${wallet}`)}
      </ViewHeading>
      <p class="calm">
        {say(
          '付完后回到这里，本页会自动更新。',
          'Come back here when you are done; this page updates by itself.',
        )}
      </p>
      <RefusalNote refusal={cashier.refusal} />
      <div class="dock">
        <PaidButton cashier={cashier} attemptId={attempt.id} main />
        {worn ? (
          <button
            type="button"
            class="button button-plain"
            onClick={() => cashier.actions.pay(attempt.method)}
          >
            {say('重新发起付款', 'Start again')}
          </button>
        ) : (
          <a class="button button-plain" href={state.url}>
            {say(`再次打开${wallet}`, `Open ${wallet} again`)}
          </a>
        )}
      </div>
      <SwitchMethod cashier={cashier} view={view} attempt={attempt} />
    </section>
  )
}
