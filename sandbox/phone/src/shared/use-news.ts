import { useEffect, useRef, useState } from 'preact/hooks'
import { type SandboxEvent, useEvents } from './use-events.js'

/** A busy shop makes many events a second; the screens ask once for all of them. */
const GATHERED_FOR_MS = 250

/** Counts what happens in the sandbox that matters here: whoever shows data asks again when the count moves. */
export function useNews(
  matters: (event: SandboxEvent) => boolean,
  onEvent?: (event: SandboxEvent) => void,
): { news: number; connected: boolean | null } {
  const [news, setNews] = useState(0)
  const gathering = useRef<ReturnType<typeof setTimeout> | null>(null)
  const bump = () => {
    gathering.current ??= setTimeout(() => {
      gathering.current = null
      setNews((now) => now + 1)
    }, GATHERED_FOR_MS)
  }
  const connected = useEvents((event) => {
    onEvent?.(event)
    if (matters(event)) bump()
  })
  const wasConnected = useRef(false)
  useEffect(() => {
    // While the line was down anything may have happened.
    if (connected && wasConnected.current) bump()
    if (connected) wasConnected.current = true
  }, [connected])
  return { news, connected }
}
