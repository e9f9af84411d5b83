import type { CashierState } from '../cashier-state.js'
import { otherMethods } from '../cashier-state.js'
import type { CashierView } from '../cashier-view.js'
import { type Say, useSay } from '../language.js'
import { CodePicture } from '../parts/code-picture.js'
import { LockIcon, SaveIcon } from '../parts/icons.js'
import { RefusalNote } from '../parts/refusal-note.js'
import { ViewHeading } from '../parts/view-heading.js'
import { secondsLeft, writeRemaining } from '../remaining-time.js'
import type { Cashier } from '../use-cashier.js'
import { walletName } from '../wallet-names.js'

interface Props {
  cashier: Cashier
  view: CashierView
  state: Extract<CashierState, { kind: 'scan' }>
}

/** Drawn at this many pixels: crisp on dense screens, and large enough for a wallet to read from the album. */
const CODE_PX = 720

export function ScanView({ cashier, view, state }: Props) {
  const say = useSay()
  const { attempt, worn } = state
  const wallet = walletName(attempt.institution, say)
  const seconds = secondsLeft(Date.parse(state.validUntil), cashier.nowMs)
  const onPhone = cashier.scene === 'mobile_web'
  const steps = onPhone ? stepsOnPhone(wallet, say) : stepsAtDesk(wallet, say)

  return (
    <section class="card panel scan">
      <ViewHeading>
        {worn
          ? say('二维码已过期', 'The code has expired')
          : say(`用${wallet}扫码付款`, `Scan with ${wallet}`)}
      </ViewHeading>
      <RefusalNote refusal={cashier.refusal} />
      <div class={worn ? 'code code-worn' : 'code'}>
        <CodePicture
          key={attempt.id}
          url={cashier.codeUrl(attempt.id, { sizePx: CODE_PX })}
          sizePx={CODE_PX}
          words={say(`${wallet}付款二维码`, `QR code to pay with ${wallet}`)}
        />
        {worn && (
          <button
            type="button"
            class="button button-main"
            disabled={cashier.busy !== null}
            onClick={() => cashier.actions.pay(attempt.method)}
          >
            {say('重新获取', 'Get a new code')}
          </button>
        )}
      </div>
      {!worn && (
        <p class="validity">
          {say('二维码有效期', 'Code valid for')} <b>{writeRemaining(seconds, say)}</b>
        </p>
      )}
      {!worn && (
        <ol class="steps" aria-label={say('怎么付', 'How to pay')}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <div class="dock">
        {!worn && (
          <a
            class={onPhone ? 'button button-main' : 'button button-plain'}
            href={cashier.codeUrl(attempt.id, { sizePx: CODE_PX, download: true })}
            download={`pay-${attempt.id}.png`}
          >
            <SaveIcon />
            {say('保存图片', 'Save image')}
          </a>
        )}
        <PaidButton cashier={cashier} attemptId={attempt.id} main={!onPhone} />
      </div>
      <SwitchMethod cashier={cashier} view={view} attempt={attempt} />
    </section>
  )
}

export function PaidButton({
  cashier,
  attemptId,
  main,
}: {
  cashier: Cashier
  attemptId: string
  main: boolean
}) {
  const say = useSay()
  const asking = cashier.busy === 'rechecking'
  return (
    <button
      type="button"
      class={main ? 'button button-main' : 'button button-plain'}
      aria-disabled={cashier.busy !== null}
      onClick={() => cashier.actions.recheck(attemptId)}
    >
      {asking && <span class="spinner" aria-hidden="true" />}
      {asking ? say('正在查询…', 'Checking…') : say('我已付款', 'I have paid')}
    </button>
  )
}

/** The way to another method, or the reason why there is none. */
export function SwitchMethod({
  cashier,
  view,
  attempt,
}: Omit<Props, 'state'> & { attempt: Props['state']['attempt'] }) {
  const say = useSay()
  const others = otherMethods(view, attempt)
  if (others.length > 0) {
    return (
      <button type="button" class="link switch" onClick={cashier.actions.chooseAgain}>
        {say('换一种支付方式', 'Pay another way')}
      </button>
    )
  }
  if (!view.checkout.lockedTo) return null
  const name = walletName(view.checkout.lockedTo, say)
  return (
    <p class="locked">
      <LockIcon />
      {say(
        `付款码已发出，为防止付两次，不能再换别的方式。`,
        `The ${name} code is out; so that you never pay twice, other methods are closed.`,
      )}
    </p>
  )
}

function stepsOnPhone(wallet: string, say: Say): string[] {
  return [
    say('保存图片', 'Save the image'),
    say(`打开${wallet}`, `Open ${wallet}`),
    say('扫一扫', 'Tap Scan'),
    say('从相册选图', 'Pick it from the album'),
  ]
}

function stepsAtDesk(wallet: string, say: Say): string[] {
  return [
    say(`打开手机${wallet}`, `Open ${wallet} on your phone`),
    say('点“扫一扫”', 'Tap Scan'),
    say('对准上面的码', 'Point at the code'),
  ]
}
