import { setTimeout as pause } from 'node:timers/promises'

const LOOK_EVERY_MS = 20

/**
 * Waits until the condition gives something other than undefined, null or false, and answers with it. Errors of the
 * condition count as "not yet"; the last one is the cause when time is up.
 */
export async function until<Value>(
  what: string,
  condition: () => Value | Promise<Value>,
  withinMs = 30_000,
): Promise<NonNullable<Exclude<Value, false>>> {
  const endMs = Date.now() + withinMs
  let lastError: unknown
  for (;;) {
    try {
      const value = await condition()
      if (value !== undefined && value !== null && value !== false)
        return value as NonNullable<Exclude<Value, false>>
      lastError = undefined
    } catch (error) {
      lastError = error
    }
    if (Date.now() > endMs) throw new Error(`not within ${withinMs} ms: ${what}`, { cause: lastError })
    await pause(LOOK_EVERY_MS)
  }
}
