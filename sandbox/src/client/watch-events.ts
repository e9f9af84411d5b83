import type { SandboxEvent } from '../core/events.js'

export interface Watch {
  /** Resolves once the stream is open: what happens from then on is seen. */
  readonly open: Promise<void>
  stop(): void
}

const REDIAL_AFTER_MS = 200

/** Follows the event stream and dials again when it breaks. What happened before the watch began is not told. */
export function watchEvents(homeUrl: string, onEvent: (event: SandboxEvent) => void): Watch {
  const abort = new AbortController()
  let lastSeq: number | null = null
  let opened = (): void => {}
  const open = new Promise<void>((resolve) => {
    opened = resolve
  })

  const follow = async (): Promise<void> => {
    const answer = await fetch(`${homeUrl}/control/events`, {
      signal: abort.signal,
      headers: { 'Last-Event-ID': String(lastSeq ?? Number.MAX_SAFE_INTEGER) },
    })
    if (!answer.ok || !answer.body) throw new Error(`The event stream answers ${answer.status}.`)
    opened()
    const decoder = new TextDecoder()
    let text = ''
    for await (const part of answer.body) {
      text += decoder.decode(part as Uint8Array, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (data === undefined) continue
        const event = JSON.parse(data) as SandboxEvent
        lastSeq = event.seq
        onEvent(event)
      }
    }
  }
  const keepFollowing = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      await follow().catch(() => {})
      if (abort.signal.aborted) return
      await new Promise<void>((resolve) => {
        const again = setTimeout(resolve, REDIAL_AFTER_MS)
        abort.signal.addEventListener('abort', () => {
          clearTimeout(again)
          resolve()
        })
      })
    }
  }
  void keepFollowing()
  return { open, stop: () => abort.abort() }
}
