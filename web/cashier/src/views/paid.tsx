import type { CashierState } from '../cashier-state.js'
import type { CashierView } from '../cashier-view.js'
import { formatMoney } from '../format-amount.js'
import { useSay } from '../language.js'
import { BackToShop } from '../parts/back-to-shop.js'
import { OutcomeSign } from '../parts/icons.js'
import { SurplusNote } from '../parts/surplus-note.js'
import { ViewHeading } from '../parts/view-heading.js'
import { writeMoment } from '../write-moment.js'

interface Props {
  view: CashierView
  state: Extract<CashierState, { kind: 'paid' | 'refunded' }>
}

export function PaidView({ view, state }: Props) {
  const say = useSay()
  const { checkout } = view
  const payer = checkout.attempts.find(({ id }) => id === checkout.paidAttemptId)
  const method = view.methods.find((choice) => choice.method === payer?.method)
  const refunded = state.kind === 'refunded'
  return (
    <section class="card panel outcome">
      <OutcomeSign mood={refunded ? 'back' : 'good'} />
      <ViewHeading>
        {!refunded && say('付款成功', 'Paid')}
        {refunded &&
          (state.extent === 'full'
            ? say('已全额退款', 'Refunded in full')
            : say('已部分退款', 'Partly refunded'))}
      </ViewHeading>
      <p class="outcome-amount">{formatMoney(refunded ? checkout.refundedMinor : checkout.amountMinor)}</p>
      {refunded && (
        <p class="calm">
          {say(
            '退款原路退回付款的账户，到账时间以支付机构为准。',
            'The money goes back to the account that paid; when it shows there is up to the institution.',
          )}
        </p>
      )}
      <SurplusNote surplus={state.surplus} late={false} />
      <dl class="facts">
        {method && (
          <div>
            <dt>{say('支付方式', 'Method')}</dt>
            <dd>{say(method.name, method.nameEn)}</dd>
          </div>
        )}
        {checkout.paidAt && (
          <div>
            <dt>{say('付款时间', 'Paid at')}</dt>
            <dd>{writeMoment(checkout.paidAt)}</dd>
          </div>
        )}
        {refunded && (
          <div>
            <dt>{say('付款金额', 'Paid')}</dt>
            <dd>{formatMoney(checkout.amountMinor)}</dd>
          </div>
        )}
        <div>
          <dt>{say('订单号', 'Order number')}</dt>
          <dd>{checkout.reference}</dd>
        </div>
      </dl>
      <BackToShop url={checkout.returnUrl} main />
    </section>
  )
}
