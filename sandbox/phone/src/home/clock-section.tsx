import { useState } from 'preact/hooks'
import { formatMoment } from '../shared/format-time.js'
import { useSay } from '../shared/language.js'
import type { ClockView, useSandboxClock } from '../shared/use-sandbox-clock.js'
import { changeClock } from './control-calls.js'
import { Pill, Section } from './parts.js'
import { useAction } from './tell.js'

const MODES: Record<ClockView['mode'], [string, string]> = {
  real: ['真实时间', 'real time'],
  frozen: ['已停住', 'frozen'],
  advanced: ['在走，不是真实时间', 'running, not real time'],
}
const MINUTE_MS = 60_000
const STEPS: ReadonlyArray<[ms: number, zh: string, en: string]> = [
  [MINUTE_MS, '1 分钟', '1 minute'],
  [15 * MINUTE_MS, '15 分钟', '15 minutes'],
  [2 * 60 * MINUTE_MS, '2 小时', '2 hours'],
  [24 * 60 * MINUTE_MS, '1 天', '1 day'],
]

export function ClockSection({ clock }: { clock: ReturnType<typeof useSandboxClock> }) {
  const say = useSay()
  const { busy, run } = useAction()
  const [minutes, setMinutes] = useState('30')
  const frozen = clock.mode === 'frozen'
  const change = (wanted: Parameters<typeof changeClock>[0], done: string) =>
    run(() => changeClock(wanted), done).then(clock.refresh)
  return (
    <Section
      id="clock"
      title={say('时间', 'Clock')}
      hint={say(
        '有效期、重发通知、退款都跟着这只钟走。往前拨，等待就过去了。',
        'Validity, notice retries and refunds follow this clock. Move it forward and the waiting is over.',
      )}
    >
      <div class="card clock">
        <p class="clock-face">
          <time class="mono">{formatMoment(clock.nowMs)}</time>
          <Pill tone={clock.mode === 'real' ? 'good' : 'wait'}>{say(...MODES[clock.mode])}</Pill>
          <small>{say('北京时间', 'Beijing time')}</small>
        </p>
        <div class="buttons">
          <button
            type="button"
            disabled={busy}
            onClick={() =>
              void change(
                { mode: frozen ? 'advanced' : 'frozen' },
                frozen ? say('时间继续走', 'The clock runs') : say('时间已停住', 'The clock is frozen'),
              )
            }
          >
            {frozen ? say('让时间走', 'Let it run') : say('停住时间', 'Freeze')}
          </button>
          {clock.mode !== 'real' && (
            <button
              type="button"
              disabled={busy}
              onClick={() => void change({ mode: 'real' }, say('已回到真实时间', 'Back to real time'))}
            >
              {say('回到真实时间', 'Back to real time')}
            </button>
          )}
          {STEPS.map(([advanceMs, zh, en]) => (
            <button
              type="button"
              disabled={busy}
              onClick={() => void change({ advanceMs }, say(`往前拨了 ${zh}`, `Moved ${en} forward`))}
            >
              +{say(zh, en)}
            </button>
          ))}
        </div>
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault()
            void change(
              { advanceMs: Math.round(Number(minutes) * MINUTE_MS) },
              say(`往前拨了 ${minutes} 分钟`, `Moved ${minutes} minutes forward`),
            )
          }}
        >
          <label>
            <span>{say('往前拨（分钟）', 'Forward by (minutes)')}</span>
            <input
              type="number"
              min="0"
              step="any"
              required
              value={minutes}
              onInput={(event) => setMinutes(event.currentTarget.value)}
            />
          </label>
          <button type="submit" disabled={busy}>
            {say('拨', 'Move')}
          </button>
        </form>
      </div>
    </Section>
  )
}
