import { useCallback, useEffect, useState } from 'preact/hooks'
import { type Recognised, recognise } from './recognise.js'

export function useRecognised(text: string): { found: Recognised | null; again: () => void } {
  const [found, setFound] = useState<Recognised | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let left = false
    setFound(null)
    void recognise(text).then((answer) => {
      if (!left) setFound(answer)
    })
    return () => {
      left = true
    }
  }, [text, round])
  return { found, again: useCallback(() => setRound((now) => now + 1), []) }
}
