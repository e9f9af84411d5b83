import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Answer, Refusal } from '../shared/call-api.js'

export type Loaded<T> = (
  | { state: 'loading' }
  | { state: 'done'; value: T }
  | { state: 'failed'; refusal: Refusal | null }
) & { retry: () => void }

/** Asks when the screen opens and whenever `because` changes. What was known stays on the screen while asking again. */
export function useAnswer<T>(ask: () => Promise<Answer<T>>, because: readonly unknown[]): Loaded<T> {
  const [round, setRound] = useState(0)
  const [known, setKnown] = useState<Answer<T> | null>(null)
  useEffect(() => {
    let left = false
    void ask().then((answer) => {
      if (!left) setKnown(answer)
    })
    return () => {
      left = true
    }
  }, [...because, round])
  const retry = useCallback(() => setRound((now) => now + 1), [])
  if (known === null) return { state: 'loading', retry }
  if (known.outcome === 'done') return { state: 'done', value: known.value, retry }
  return { state: 'failed', refusal: known.outcome === 'refused' ? known.refusal : null, retry }
}
