import { useState } from 'preact/hooks'
import type { CashierState } from '../cashier-state.js'
import type { CashierView, MethodChoice, MethodName } from '../cashier-view.js'
import { formatMoney } from '../format-amount.js'
import { type Say, useSay } from '../language.js'
import { ChevronIcon, LockIcon, MethodIcon, WarningIcon } from '../parts/icons.js'
import { RefusalNote } from '../parts/refusal-note.js'
import { ViewHeading } from '../parts/view-heading.js'
import type { Cashier } from '../use-cashier.js'
import { walletName } from '../wallet-names.js'

interface Props {
  cashier: Cashier
  view: CashierView
  state: Extract<CashierState, { kind: 'choose' }>
}

export function ChooseMethodView({ cashier, view, state }: Props) {
  const say = useSay()
  // The platform orders them and may choose one beforehand. Hidden without a reason: not meant for this checkout.
  const shown = view.methods.filter((choice) => choice.shown)
  const hidden = view.methods.filter((choice) => !choice.shown && choice.reasons.length > 0)
  const [wish, setWish] = useState<MethodName | null>(view.activeAttempt?.method ?? null)
  const chosen =
    shown.find(({ method }) => method === wish) ?? shown.find(({ preselected }) => preselected) ?? shown[0]
  const starting = cashier.busy === 'starting'

  return (
    <section class="card panel" aria-busy={starting}>
      <ViewHeading>{say('选择支付方式', 'Choose how to pay')}</ViewHeading>
      {state.failed && <FailedNote state={state} say={say} />}
      <RefusalNote refusal={cashier.refusal} />
      <LockNote view={view} say={say} />
      {chosen ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            cashier.actions.pay(chosen.method)
          }}
        >
          <fieldset class="methods" disabled={starting}>
            <legend class="for-ears">{say('支付方式', 'Payment method')}</legend>
            {shown.map((choice) => (
              <label class="method" key={choice.method}>
                <MethodIcon method={choice.method} />
                <span class="method-words">
                  <span class="method-name">{say(choice.name, choice.nameEn)}</span>
                  <span class="method-hint">{hintOf(choice, cashier, say)}</span>
                </span>
                <input
                  type="radio"
                  name="method"
                  value={choice.method}
                  checked={choice.method === chosen.method}
                  onChange={() => setWish(choice.method)}
                />
                <span class="dot" aria-hidden="true" />
              </label>
            ))}
          </fieldset>
          <div class="dock dock-sticky">
            <button type="submit" class="button button-main" disabled={starting}>
              {starting && <span class="spinner" aria-hidden="true" />}
              {starting
                ? say('正在发起付款…', 'Starting the payment…')
                : `${say('付款', 'Pay')} ${formatMoney(view.checkout.amountMinor)}`}
            </button>
            {state.canGoBack && (
              <button type="button" class="button button-quiet" onClick={cashier.actions.goBack}>
                {say('返回刚才的付款', 'Back to the payment under way')}
              </button>
            )}
          </div>
        </form>
      ) : (
        <p class="calm">
          {say(
            '目前没有可用的支付方式，请稍后再来。',
            'No payment method is available right now; please come back later.',
          )}
        </p>
      )}
      {hidden.length > 0 && <HiddenMethods hidden={hidden} />}
    </section>
  )
}

function HiddenMethods({ hidden }: { hidden: MethodChoice[] }) {
  const say = useSay()
  return (
    <details class="hidden-methods">
      <summary>
        <span>{say(`暂不可用的方式（${hidden.length}）`, `Not available here (${hidden.length})`)}</span>
        <ChevronIcon />
      </summary>
      <ul>
        {hidden.map((choice) => (
          <li key={choice.method}>
            <MethodIcon method={choice.method} />
            <span class="method-words">
              <span class="method-name">{say(choice.name, choice.nameEn)}</span>
              {choice.reasons.map((reason) => (
                <span class="method-hint" key={reason.code}>
                  {say(reason.message, reason.messageEn)}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function FailedNote({ state, say }: { state: Props['state']; say: Say }) {
  const why = state.failed?.failure
  return (
    <div class="note note-warn" role="alert">
      <WarningIcon />
      <p>
        {say('上一次没有付成，没有扣款。', 'The last try did not go through and nothing was charged. ')}
        {why && say(why.message, why.messageEn)}
      </p>
    </div>
  )
}

function LockNote({ view, say }: { view: CashierView; say: Say }) {
  const { lockedTo } = view.checkout
  if (!lockedTo) return null
  const name = walletName(lockedTo, say)
  return (
    <div class="note note-calm">
      <LockIcon />
      <p>
        {say(
          `${name}付款码已经生成。为防止付两次，这笔单只能用${name}付。`,
          `A ${name} code has been issued. So that you never pay twice, this order can now only be paid with ${name}.`,
        )}
      </p>
    </div>
  )
}

function hintOf(choice: MethodChoice, cashier: Cashier, say: Say): string {
  const name = walletName(choice.institution, say)
  if (choice.method.endsWith('_jump')) {
    return cashier.scene === 'mobile_web'
      ? say(`打开${name}完成付款`, `Opens ${name} to finish`)
      : say(`前往${name}网页登录付款`, `Sign in on the ${name} website`)
  }
  return cashier.scene === 'mobile_web'
    ? say(`保存二维码，用${name}识别`, `Save the code and read it with ${name}`)
    : say(`用手机${name}扫一扫`, `Scan with ${name} on your phone`)
}
