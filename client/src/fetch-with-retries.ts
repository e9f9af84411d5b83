import { isProblem } from './hutong-error.js'

export interface RetryPolicy {
  /** How often a call is tried in all. */
  readonly maxTries: number
  /** How long to wait before the try after this many (1, 2, …). */
  readonly pauseMs: (triesSoFar: number) => number
  /** How long one try may take. */
  readonly timeoutMs: number
}

export const DEFAULT_RETRIES: RetryPolicy = {
  maxTries: 4,
  // Doubling from a fifth of a second, with jitter so that callers who failed together do not come back together.
  pauseMs: (triesSoFar) => 200 * 2 ** (triesSoFar - 1) * (0.5 + Math.random() / 2),
  timeoutMs: 30_000,
}

const LONGEST_RETRY_AFTER_MS = 10_000

/** Wraps fetch: what is safe to repeat is repeated. Safe: reading, deleting, and any POST that carries an idempotency key. */
export function fetchWithRetries(
  fetchOnce: typeof fetch,
  policy: RetryPolicy,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const safe = request.method !== 'POST' || request.headers.has('idempotency-key')
    for (let tries = 1; ; tries += 1) {
      const last = !safe || tries >= policy.maxTries
      try {
        const response = await fetchOnce(request.clone(), { signal: AbortSignal.timeout(policy.timeoutMs) })
        if (last || !(await isWorthRepeating(response))) return response
        await pause(askedToWaitMs(response) ?? policy.pauseMs(tries))
      } catch (error) {
        if (last) throw error
        await pause(policy.pauseMs(tries))
      }
    }
  }
}

/** An ordered list of reasons; the order is the policy. */
async function isWorthRepeating(response: Response): Promise<boolean> {
  if (response.ok) return false
  if ([429, 502, 503, 504].includes(response.status)) return true
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  if (!isProblem(body)) return response.status >= 500
  // The first call with this key is still under way: its answer is the one we want.
  if (body.code === 'idempotency_in_progress') return true
  return body.retry === 'same'
}

function askedToWaitMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  if (!Number.isFinite(seconds) || seconds < 0) return null
  return Math.min(seconds * 1000, LONGEST_RETRY_AFTER_MS)
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}
