import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSay } from '../shared/language.js'
import { EraseIcon } from './icons.js'

const LENGTH = 6
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export function PasswordPad({
  title,
  problem,
  busy,
  tries,
  onDone,
  onCancel,
}: {
  title: string
  problem: string | null
  busy: boolean
  /** Grows with each refused password: the dots are emptied. */
  tries: number
  onDone: (password: string) => void
  onCancel: () => void
}) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const box = useRef<HTMLDivElement>(null)
  // Keys may come faster than the screen is drawn, so what is typed is kept beside what is shown.
  const digits = useRef('')
  const show = (next: string) => {
    digits.current = next
    setTyped(next)
  }
  useLayoutEffect(() => show(''), [tries])
  // Before the first paint: whoever types at once must not lose a digit.
  useLayoutEffect(() => {
    const before = document.activeElement
    box.current?.focus({ preventScroll: true })
    return () => {
      // What lies under the pad can take the focus again only when it is drawn without the pad.
      requestAnimationFrame(() => {
        if (before instanceof HTMLElement && document.activeElement === document.body) {
          before.focus({ preventScroll: true })
        }
      })
    }
  }, [])
  const add = (digit: string) => {
    if (busy || digits.current.length >= LENGTH) return
    show(digits.current + digit)
    if (digits.current.length === LENGTH) onDone(digits.current)
  }
  const erase = () => {
    if (!busy) show(digits.current.slice(0, -1))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (/^\d$/.test(event.key)) add(event.key)
    else if (event.key === 'Backspace') erase()
    else if (event.key === 'Escape' && !busy) onCancel()
    else return
    event.preventDefault()
  }
  return (
    <div class="pad-shade">
      <div
        ref={box}
        class="pad"
        role="dialog"
        aria-modal="true"
        aria-labelledby="pad-title"
        aria-describedby="pad-hint"
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div class="pad-head">
          <button type="button" class="quiet" disabled={busy} onClick={onCancel}>
            {say('取消', 'Cancel')}
          </button>
          <h2 id="pad-title">{title}</h2>
          <span class="icon-space" />
        </div>
        <div
          key={tries}
          class={`pad-dots${problem ? ' wrong' : ''}`}
          role="img"
          aria-label={say(`已输入 ${typed.length} 位，共 6 位`, `${typed.length} of 6 digits typed`)}
        >
          {Array.from({ length: LENGTH }, (_, at) => (
            <i class={at < typed.length ? 'full' : ''} />
          ))}
        </div>
        <p class="pad-message" role="status">
          {busy ? say('请稍候…', 'One moment…') : problem}
        </p>
        <p class="pad-hint" id="pad-hint">
          {say('模拟密码 123456，也可以用键盘输入', 'Simulated password 123456; the keyboard works too')}
        </p>
        <div class="pad-keys">
          {KEYS.map((digit) => (
            <button type="button" disabled={busy} onClick={() => add(digit)}>
              {digit}
            </button>
          ))}
          <span />
          <button type="button" disabled={busy} onClick={() => add('0')}>
            0
          </button>
          <button
            type="button"
            class="erase"
            disabled={busy}
            aria-label={say('删除一位', 'Erase one digit')}
            onClick={erase}
          >
            <EraseIcon />
          </button>
        </div>
      </div>
    </div>
  )
}
