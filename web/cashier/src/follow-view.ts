import type { ApiAnswer } from './cashier-api.js'
import type { CashierView } from './cashier-view.js'

/** The part of EventSource that is used here. */
export interface ViewStream {
  onview: (view: CashierView) => void
  /** The stream broke. `over`: it will not dial again by itself. */
  onbreak: (over: boolean) => void
  close(): void
}

export interface FollowOptions {
  openStream(): ViewStream
  readView(): Promise<ApiAnswer<CashierView>>
  onView(view: CashierView): void
  onLink(link: 'up' | 'lost' | 'wrong'): void
  /** How long until the next question while the stream is down. */
  pollMs(): number
  /** A stream that stays silent this long is held back by something between: ask as well. */
  silenceMs: number
  redialMs: number
}

export interface Following {
  /** Ask now, stream or not. */
  refresh(): Promise<void>
  stop(): void
}

/** Keeps the page at the platform's word: by the event stream, and by asking whenever the stream does not deliver. */
export function followView(options: FollowOptions): Following {
  let stopped = false
  let stream: ViewStream | null = null
  let streaming = false
  let pollTimer: ReturnType<typeof setTimeout> | undefined
  let dialTimer: ReturnType<typeof setTimeout> | undefined

  const take = (view: CashierView) => {
    options.onLink('up')
    options.onView(view)
  }

  async function refresh(): Promise<void> {
    const answer = await options.readView()
    if (stopped) return
    if (answer.outcome === 'done') return take(answer.value)
    if (answer.outcome === 'unreachable') return options.onLink('lost')
    if ([401, 403, 404].includes(answer.status)) {
      options.onLink('wrong')
      stop()
      return
    }
    options.onLink('lost')
  }

  function pollIn(delayMs: number): void {
    clearTimeout(pollTimer)
    if (stopped) return
    pollTimer = setTimeout(async () => {
      if (streaming) return
      await refresh()
      if (!streaming) pollIn(options.pollMs())
    }, delayMs)
  }

  function dial(): void {
    if (stopped) return
    stream?.close()
    stream = options.openStream()
    stream.onview = (view) => {
      streaming = true
      clearTimeout(pollTimer)
      take(view)
    }
    stream.onbreak = (over) => {
      streaming = false
      pollIn(0)
      if (!over) return
      clearTimeout(dialTimer)
      dialTimer = setTimeout(dial, options.redialMs)
    }
    pollIn(options.silenceMs)
  }

  function stop(): void {
    stopped = true
    clearTimeout(pollTimer)
    clearTimeout(dialTimer)
    stream?.close()
  }

  void refresh()
  dial()
  return { refresh, stop }
}

/** The browser's own event source as a ViewStream. */
export function openViewStream(url: string): ViewStream {
  const source = new EventSource(url)
  const stream: ViewStream = { onview: () => {}, onbreak: () => {}, close: () => source.close() }
  source.addEventListener('view', (event) => {
    try {
      stream.onview(JSON.parse(event.data) as CashierView)
    } catch {
      // Half a line after a restart carries nothing; the next event or question does.
    }
  })
  source.onerror = () => stream.onbreak(source.readyState === EventSource.CLOSED)
  return stream
}
