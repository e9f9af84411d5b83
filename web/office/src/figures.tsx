import { App, Tooltip } from 'antd'
import { CopyIcon } from './icons.js'
import { useLanguage } from './language.js'
import { formatMoney } from './money.js'
import { ATTEMPT_STATES, CHECKOUT_STATES, REFUND_STATES, type Tone, VERDICTS } from './names.js'
import { exactUtc, formatClock, formatTime } from './time.js'
import type { AttemptState, CheckoutState, RefundState } from './types.js'

export function Money({ minor, currency = 'CNY' }: { minor: number; currency?: string | undefined }) {
  return <span className="figure">{formatMoney(minor, currency)}</span>
}

/** A moment in the reader's zone; the exact UTC is one hover away. */
export function Time({ at, seconds = false }: { at: string | null | undefined; seconds?: boolean }) {
  const { language } = useLanguage()
  if (!at) return <span className="muted">—</span>
  return (
    <time className="figure" dateTime={at} title={exactUtc(at)}>
      {formatTime(at, new Date(), { language, seconds })}
    </time>
  )
}

export function Clock({ at }: { at: string }) {
  return (
    <time className="figure" dateTime={at} title={exactUtc(at)}>
      {formatClock(at)}
    </time>
  )
}

export function Tag({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>
}

export function CheckoutTag({ state }: { state: CheckoutState }) {
  const { language } = useLanguage()
  const naming = CHECKOUT_STATES[state] ?? { zh: state, en: state, tone: 'quiet' }
  return <Tag tone={naming.tone}>{naming[language]}</Tag>
}

export function AttemptTag({ state }: { state: AttemptState }) {
  const { language } = useLanguage()
  const naming = ATTEMPT_STATES[state] ?? { zh: state, en: state, tone: 'quiet' }
  return <Tag tone={naming.tone}>{naming[language]}</Tag>
}

export function RefundTag({ state }: { state: RefundState }) {
  const { language } = useLanguage()
  const naming = REFUND_STATES[state] ?? { zh: state, en: state, tone: 'quiet' }
  return <Tag tone={naming.tone}>{naming[language]}</Tag>
}

export function VerdictTag({ verdict }: { verdict: string }) {
  const { language } = useLanguage()
  const naming = VERDICTS[verdict] ?? { zh: verdict, en: verdict, tone: 'warn' }
  return <Tag tone={naming.tone}>{naming[language]}</Tag>
}

/** A number that people read to each other on the telephone and paste into searches. */
export function NumberText({ value, label }: { value: string | null | undefined; label?: string }) {
  const { language } = useLanguage()
  const { message } = App.useApp()
  if (!value) return <span className="muted">—</span>
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      message.success(language === 'zh' ? '已复制' : 'Copied')
    } catch {
      message.info(language === 'zh' ? '请手动选择并复制' : 'Select and copy by hand')
    }
  }
  const hint = `${language === 'zh' ? '复制' : 'Copy'} ${label ?? ''}`.trim()
  return (
    <span className="number">
      <code>{value}</code>
      <Tooltip title={hint}>
        <button type="button" className="icon-button" aria-label={`${hint} ${value}`} onClick={copy}>
          <CopyIcon />
        </button>
      </Tooltip>
    </span>
  )
}
