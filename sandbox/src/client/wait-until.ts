import { watchEvents } from './watch-events.js'

/** Some changes come with time alone (an order expires) and make no event. */
const LOOK_AGAIN_MS = 500

/**
 * Looks at once, then after each event of the sandbox, until the look finds something. Rejects after `withinMs` of this
 * machine's time.
 */
export async function waitUntil<T>(
  homeUrl: string,
  what: string,
  look: () => Promise<T | null>,
  withinMs: number,
): Promise<T> {
  let wake = (): void => {}
  let woken = false
  const watch = watchEvents(homeUrl, () => {
    woken = true
    wake()
  })
  const endMs = Date.now() + withinMs
  try {
    for (;;) {
      woken = false
      const found = await look()
      if (found !== null) return found
      const leftMs = endMs - Date.now()
      if (leftMs <= 0) {
        throw new Error(`${withinMs} 毫秒内没有等到：${what}。 Not within ${withinMs} ms: ${what}.`)
      }
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(LOOK_AGAIN_MS, leftMs))
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    }
  } finally {
    watch.stop()
  }
}
