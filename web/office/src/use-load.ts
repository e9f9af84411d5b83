import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApiRefusal, asRefusal } from './api.js'

export interface Loaded<T> {
  data: T | undefined
  error: ApiRefusal | undefined
  loading: boolean
  reload: () => void
  /** Puts in what a command has just answered, so that the page need not ask again. */
  put: (data: T) => void
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
  const [busy, setBusy] = useState(true)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks for the same key again.
  useEffect(() => {
    const stop = new AbortController()
    setBusy(true)
    loader.current(stop.signal).then(
      (data) => {
        if (stop.signal.aborted) return
        setHeld({ key, data })
        setBusy(false)
      },
      (error: unknown) => {
        if (stop.signal.aborted) return
        setHeld((before) =>
          before.key === key ? { ...before, error: asRefusal(error) } : { key, error: asRefusal(error) },
        )
        setBusy(false)
      },
    )
    return () => stop.abort()
  }, [key, round])

  const reload = useCallback(() => setRound((n) => n + 1), [])
  const put = useCallback((data: T) => setHeld({ key, data }), [key])
  const current = held.key === key ? held : { key }
  const everyMs = current.data === undefined ? undefined : options.everyMs?.(current.data)
  useEvery(everyMs, reload)
  return { data: current.data, error: current.error, loading: busy, reload, put }
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
