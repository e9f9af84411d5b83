import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApiRefusal, asRefusal } from './api.js'
import type { Page } from './types.js'

export interface CursorList<Row> {
  /** undefined until the first page has come. */
  rows: Row[] | undefined
  error: ApiRefusal | undefined
  loadingMore: boolean
  hasMore: boolean
  loadMore: () => void
  reload: () => void
}

interface Held<Row> {
  key: string
  rows?: Row[]
  nextCursor: string | null
  error?: ApiRefusal
}

/** A list that grows page by page. `key` names the filter; another key starts anew. */
export function useCursorList<Row>(
  key: string,
  loadPage: (cursor: string | null, signal?: AbortSignal) => Promise<Page<Row>>,
): CursorList<Row> {
  const [held, setHeld] = useState<Held<Row>>({ key, nextCursor: null })
  const [round, setRound] = useState(0)
  const [loadingMore, setLoadingMore] = useState(false)
  const loader = useRef(loadPage)
  loader.current = loadPage

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks for the same key again.
  useEffect(() => {
    const stop = new AbortController()
    loader.current(null, stop.signal).then(
      (page) => {
        if (!stop.signal.aborted) setHeld({ key, rows: page.data, nextCursor: page.nextCursor })
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setHeld({ key, nextCursor: null, error: asRefusal(error) })
      },
    )
    return () => stop.abort()
  }, [key, round])

  const current: Held<Row> = held.key === key ? held : { key, nextCursor: null }
  const cursor = current.nextCursor
  const loadMore = useCallback(() => {
    if (cursor === null) return
    setLoadingMore(true)
    loader
      .current(cursor)
      .then(
        (page) =>
          // A filter changed meanwhile, or a second click: the page belongs to a list that is gone.
          setHeld((before) =>
            before.key === key && before.nextCursor === cursor
              ? { key, rows: [...(before.rows ?? []), ...page.data], nextCursor: page.nextCursor }
              : before,
          ),
        (error: unknown) =>
          setHeld((before) => (before.key === key ? { ...before, error: asRefusal(error) } : before)),
      )
      .finally(() => setLoadingMore(false))
  }, [key, cursor])

  return {
    rows: current.rows,
    error: current.error,
    loadingMore,
    hasMore: cursor !== null,
    loadMore,
    reload: useCallback(() => setRound((n) => n + 1), []),
  }
}
