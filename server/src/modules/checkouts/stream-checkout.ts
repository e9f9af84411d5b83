import type { FastifyReply } from 'fastify'
import { openEventStream } from '../../platform/http/index.js'
import { isRefusal, type Refusal } from '../../platform/refusal/index.js'
import type { Changes } from './announce-changes.js'

/**
 * Sends what `read` says now, and again whenever the checkout changes. A change only says "read again", so several in
 * a row become one reading, and the last reading is never older than the last change.
 */
export async function streamCheckout(
  reply: FastifyReply<never> | FastifyReply,
  changes: Pick<Changes, 'onChange'>,
  options: {
    readonly checkoutId: string
    readonly event: string
    readonly read: () => Promise<object | Refusal>
    /** What else is a reason to read again. */
    readonly alsoOn?: (listener: () => void) => () => void
  },
): Promise<void> {
  let changed = false
  let reading = true
  let closed = false
  // Listening starts before the first reading, or a change in between would be missed.
  const readAgain = (): void => {
    changed = true
    void sendNews()
  }
  const stopChanges = changes.onChange((checkoutId) => {
    if (checkoutId === options.checkoutId) readAgain()
  })
  const stopAlso = options.alsoOn?.(readAgain)
  const stop = (): void => {
    stopChanges()
    stopAlso?.()
  }

  const first = await options.read().catch((error: unknown) => {
    stop()
    throw error
  })
  if (isRefusal(first)) {
    stop()
    ;(reply as FastifyReply).refuse(first)
    return
  }
  const stream = openEventStream(reply)
  stream.onClose(() => {
    closed = true
    stop()
  })
  stream.send(options.event, first)
  reading = false
  if (changed) await sendNews()

  async function sendNews(): Promise<void> {
    if (reading) return
    reading = true
    try {
      while (changed && !closed) {
        changed = false
        const news = await options.read()
        if (!isRefusal(news) && !closed) stream.send(options.event, news)
      }
    } catch (err) {
      // The browser opens the stream again and begins with a fresh reading.
      ;(reply as FastifyReply).log.warn({ err }, 'a checkout could not be read for its stream')
      stream.close()
    } finally {
      reading = false
    }
  }
}
