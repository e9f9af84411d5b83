import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApiRefusal, asRefusal } from './api.js'

export interface Loaded<T> {
  data: T | undefined
  /** Beside data: the last reload failed, and what is shown may be old. */
  error: ApiRefusal | undefined
  reload: () => void
}

interface LoadOptions<T> {
  /** Ask again so often while the page is seen; undefined: never. May look at what is there. */
  everyMs?: (data: T) => number | undefined
}

interface Held<T> {
  key: string
  data?: T
  error?: ApiRefusal | undefined
}

/** Loads what `key` names; another key drops the old data, a reload keeps it on the screen meanwhile. */
export function useLoad<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  options: LoadOptions<T> = {},
): Loaded<T> {
  const [held, setHeld] = useState<Held<T>>({ key })
  const [round, setRound] = useState(0)
  const loader = useRef(load)
  loader.current = load

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks for the same key again.
  useEffect(() => {
    const stop = new AbortController()
    loader.current(stop.signal).then(
      (data) => {
        if (stop.signal.aborted) return
        setHeld({ key, data })
      },
      (error: unknown) => {
        if (stop.signal.aborted) return
        setHeld((before) =>
          before.key === key ? { ...before, error: asRefusal(error) } : { key, error: asRefusal(error) },
        )
      },
    )
    return () => stop.abort()
  }, [key, round])

  const reload = useCallback(() => setRound((n) => n + 1), [])
  const current = held.key === key ? held : { key }
  const everyMs = current.data === undefined ? undefined : options.everyMs?.(current.data)
  useEvery(everyMs, reload)
  return { data: current.data, error: current.error, reload }
}

function useEvery(everyMs: number | undefined, run: () => void) {
  useEffect(() => {
    if (everyMs === undefined) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') run()
    }, everyMs)
    return () => clearInterval(timer)
  }, [everyMs, run])
}
