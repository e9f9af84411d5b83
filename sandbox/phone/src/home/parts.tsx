import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useLanguage, useSay } from '../shared/language.js'
import type { Loaded } from '../shared/use-answer.js'
import type { Tone } from './state-words.js'
import { useTell } from './tell.js'

export function Section({
  id,
  title,
  hint,
  end,
  children,
}: {
  id: string
  title: string
  hint?: string
  end?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="section" id={id} aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {hint && <p>{hint}</p>}
        </div>
        {end}
      </div>
      {children}
    </section>
  )
}

export function Pill({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`pill ${tone}`}>{children}</span>
}

/** What stands where data would be while it is asked for, could not be had, or is none. */
export function Instead<T>({
  loaded,
  empty,
  isEmpty,
}: {
  loaded: Loaded<T>
  empty: string
  isEmpty: (value: T) => boolean
}) {
  const say = useSay()
  const language = useLanguage()
  if (loaded.state === 'loading') return <div class="instead waiting" aria-busy="true" />
  if (loaded.state === 'failed') {
    return (
      <div class="instead" role="alert">
        <p>
          {loaded.refusal?.[language] ??
            say('沙箱没有回答，请确认它在运行。', 'The sandbox did not answer; check that it is running.')}
        </p>
        <button type="button" onClick={loaded.retry}>
          {say('再试一次', 'Try again')}
        </button>
      </div>
    )
  }
  return isEmpty(loaded.value) ? <p class="instead">{empty}</p> : null
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

export function CopyButton({ text, what }: { text: string; what: string }) {
  const say = useSay()
  const tell = useTell()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    const done = await copyText(text)
    setCopied(done)
    if (done) {
      tell(say(`已复制${what}`, `Copied: ${what}`), true)
      setTimeout(() => setCopied(false), 1500)
    } else
      tell(say('浏览器不让复制，请选中后手动复制。', 'The browser refused; select and copy by hand.'), false)
  }
  return (
    <button
      type="button"
      class="copy"
      aria-label={say(`复制${what}`, `Copy ${what}`)}
      onClick={() => void copy()}
    >
      {copied ? '✓' : say('复制', 'Copy')}
    </button>
  )
}
