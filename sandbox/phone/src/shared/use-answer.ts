import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Answer, Refusal } from './call-api.js'

export type Loaded<T> = (
  | { state: 'loading' }
  | { state: 'done'; value: T }
  | { state: 'failed'; refusal: Refusal | null }
) & { retry: () => void }

/**
 * Asks when the screen opens and whenever `because` changes. What was known stays on the screen while asking again.
 * While an answer is on its way further changes lead to one more question, not to many.
 */
export function useAnswer<T>(ask: () => Promise<Answer<T>>, because: readonly unknown[]): Loaded<T> {
  const [round, setRound] = useState(0)
  const [known, setKnown] = useState<Answer<T> | null>(null)
  const asking = useRef<{ again: boolean } | null>(null)
  const left = useRef(false)
  const latest = useRef(ask)
  latest.current = ask

  const go = useCallback(async () => {
    if (asking.current) {
      asking.current.again = true
      return
    }
    const mine = { again: true }
    asking.current = mine
    while (mine.again && !left.current) {
      mine.again = false
      const answer = await latest.current()
      if (!left.current) setKnown(answer)
    }
    asking.current = null
  }, [])
  useEffect(() => void go(), [...because, round])
  useEffect(
    () => () => {
      left.current = true
    },
    [],
  )

  const retry = useCallback(() => setRound((now) => now + 1), [])
  if (known === null) return { state: 'loading', retry }
  if (known.outcome === 'done') return { state: 'done', value: known.value, retry }
  return { state: 'failed', refusal: known.outcome === 'refused' ? known.refusal : null, retry }
}
