import { type ComponentChildren, createContext } from 'preact'
import { useCallback, useContext, useRef, useState } from 'preact/hooks'
import type { Answer } from '../shared/call-api.js'
import { useLanguage, useSay } from '../shared/language.js'

interface Told {
  text: string
  good: boolean
}

const TellContext = createContext<(text: string, good: boolean) => void>(() => {})
const SHOWN_FOR_MS = 5000

/** One place at the bottom of the page where every action tells its result; read out by screen readers. */
export function TellProvider({ children }: { children: ComponentChildren }) {
  const [told, setTold] = useState<Told | null>(null)
  const hiding = useRef<ReturnType<typeof setTimeout> | null>(null)
  const tell = useCallback((text: string, good: boolean) => {
    if (hiding.current) clearTimeout(hiding.current)
    setTold({ text, good })
    hiding.current = setTimeout(() => setTold(null), SHOWN_FOR_MS)
  }, [])
  return (
    <TellContext.Provider value={tell}>
      {children}
      <div class="told" role="status">
        {told && <p class={told.good ? 'good' : 'bad'}>{told.text}</p>}
      </div>
    </TellContext.Provider>
  )
}

export const useTell = () => useContext(TellContext)

/** Runs one action at a time and tells how it ended. */
export function useAction() {
  const tell = useTell()
  const say = useSay()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const run = async (act: () => Promise<Answer<unknown>>, done: string): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    const answer = await act()
    setBusy(false)
    if (answer.outcome === 'done') tell(done, true)
    else if (answer.outcome === 'refused') tell(answer.refusal[language], false)
    else
      tell(
        say(
          '沙箱没有回答，不知道是否办成。',
          'The sandbox did not answer; whether it was done is not known.',
        ),
        false,
      )
    return answer.outcome === 'done'
  }
  return { busy, run }
}
