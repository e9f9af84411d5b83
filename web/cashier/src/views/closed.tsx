import type { CashierState } from '../cashier-state.js'
import type { CashierView } from '../cashier-view.js'
import { useSay } from '../language.js'
import { BackToShop } from '../parts/back-to-shop.js'
import { OutcomeSign } from '../parts/icons.js'
import { SurplusNote } from '../parts/surplus-note.js'
import { ViewHeading } from '../parts/view-heading.js'

interface Props {
  view: CashierView
  state: Extract<CashierState, { kind: 'expired' | 'closed' }>
}

export function ClosedView({ view, state }: Props) {
  const say = useSay()
  return (
    <section class="card panel outcome">
      <OutcomeSign mood="over" />
      <ViewHeading>
        {state.kind === 'expired'
          ? say('付款已超时', 'Payment time is over')
          : say('付款已取消', 'Payment cancelled')}
      </ViewHeading>
      <p class="calm">
        {state.surplus
          ? say('这笔单没有成交。', 'This order did not go through.')
          : say(
              '这笔单没有扣款。想要的话，请回商城重新下单。',
              'Nothing was charged. If you still want it, order again in the shop.',
            )}
      </p>
      <SurplusNote surplus={state.surplus} late />
      <BackToShop url={view.checkout.returnUrl} main={false} />
    </section>
  )
}
