import { useEffect } from 'preact/hooks'
import type { CashierPlace } from './cashier-api.js'
import type { Scene } from './cashier-view.js'
import { describeState } from './describe-state.js'
import { LanguageSwitch, useSay } from './language.js'
import { Announcer } from './parts/announcer.js'
import { BrandMark, WarningIcon } from './parts/icons.js'
import { OrderSummary } from './parts/order-summary.js'
import { type Cashier, useCashier } from './use-cashier.js'
import { AskingView } from './views/asking.js'
import { ChooseMethodView } from './views/choose-method.js'
import { ClosedView } from './views/closed.js'
import { JumpView } from './views/jump.js'
import { LoadingView } from './views/loading.js'
import { PaidView } from './views/paid.js'
import { ScanView } from './views/scan.js'
import { TroubleView } from './views/trouble.js'

export function App({ place, scene }: { place: CashierPlace | null; scene: Scene }) {
  const say = useSay()
  const cashier = useCashier(place, scene)
  const sentence = describeState(cashier.state, say)
  const layout = layoutOf(cashier)

  useEffect(() => {
    document.title = `${sentence} · ${say('互通收银台', 'Hutong Cashier')}`
  }, [sentence, say])

  return (
    <div class="page">
      <header class="bar">
        <div class="bar-inner">
          <h1 class="brand">
            <BrandMark />
            <span>{say('互通收银台', 'Hutong Cashier')}</span>
          </h1>
          <LanguageSwitch />
        </div>
      </header>
      {cashier.offline && <OfflineBanner onRetry={cashier.actions.retry} />}
      <Announcer sentence={sentence} kind={cashier.state.kind} />
      <main class={layout}>
        {cashier.view && (
          <OrderSummary
            // The code and the outcome are screens of their own: their summary is another one, not the old one moved.
            key={layout}
            checkout={cashier.view.checkout}
            state={cashier.state}
            nowMs={cashier.nowMs}
          />
        )}
        <Panel cashier={cashier} />
      </main>
      <footer class="foot">
        {say(
          '款项由支付机构直接收取；本页不会索要您的支付密码。',
          'Payment institutions collect the money themselves; this page never asks for your payment password.',
        )}
      </footer>
    </div>
  )
}

const OUTCOME = 'layout layout-outcome'

/** On a phone, the order comes first while there is something to pay; the outcome comes first once there is one. */
function layoutOf({ state, view }: Cashier): string {
  if (state.kind === 'loading') return 'layout'
  if (!view) return 'layout layout-alone'
  if (state.kind === 'choose') return 'layout'
  return state.kind === 'scan' ? 'layout layout-brief' : OUTCOME
}

/** The hook decided; here every state is one small view. */
function Panel({ cashier }: { cashier: Cashier }) {
  const { state, view } = cashier
  if (state.kind === 'wrong_link' || state.kind === 'unreachable') {
    return <TroubleView kind={state.kind} onRetry={cashier.actions.retry} />
  }
  if (state.kind === 'loading' || !view) return <LoadingView />
  if (state.kind === 'choose') return <ChooseMethodView cashier={cashier} view={view} state={state} />
  if (state.kind === 'scan') return <ScanView cashier={cashier} view={view} state={state} />
  if (state.kind === 'jumping' || state.kind === 'in_wallet') {
    return <JumpView cashier={cashier} view={view} state={state} />
  }
  if (state.kind === 'asking') return <AskingView cashier={cashier} state={state} />
  if (state.kind === 'paid' || state.kind === 'refunded') return <PaidView view={view} state={state} />
  return <ClosedView view={view} state={state} />
}

function OfflineBanner({ onRetry }: { onRetry: () => void }) {
  const say = useSay()
  return (
    <div class="banner" role="alert">
      <WarningIcon />
      <span>
        {say(
          '网络断开，正在重连。付款不受影响。',
          'Connection lost, reconnecting. Your payment is not affected.',
        )}
      </span>
      <button type="button" class="link" onClick={onRetry}>
        {say('重试', 'Retry')}
      </button>
    </div>
  )
}
