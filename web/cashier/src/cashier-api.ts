import type { Attempt, CashierView, MethodName, Refusal, Scene } from './cashier-view.js'

/** Where this page stands: which checkout, and the token that opens it. */
export interface CashierPlace {
  checkoutId: string
  token: string
}

/** `refused`: the platform answered no and says why. `unreachable`: nobody knows whether it was done. */
export type ApiAnswer<T> =
  | { outcome: 'done'; value: T }
  | { outcome: 'refused'; status: number; refusal: Refusal }
  | { outcome: 'unreachable' }

const PATIENCE_MS = 15_000

/** /cashier/{checkoutId}?k={token}; null when the address is not one of ours. */
export function readPlace(pathname: string, search: string): CashierPlace | null {
  const checkoutId = /^\/cashier\/([A-Za-z0-9_-]{3,80})\/?$/.exec(pathname)?.[1]
  const token = new URLSearchParams(search).get('k')
  return checkoutId && token ? { checkoutId, token } : null
}

export interface CashierApi {
  readView(): Promise<ApiAnswer<CashierView>>
  startAttempt(method: MethodName): Promise<ApiAnswer<Attempt>>
  recheck(attemptId: string): Promise<ApiAnswer<Attempt>>
  eventsUrl: string
  codeUrl(attemptId: string, picture: { sizePx: number; download?: boolean }): string
}

export function createCashierApi(place: CashierPlace, scene: Scene): CashierApi {
  const root = `/cashier/api/checkouts/${encodeURIComponent(place.checkoutId)}`
  const key = encodeURIComponent(place.token)
  const call = <T>(path: string, body?: object) => ask<T>(root + path, place.token, body)
  return {
    readView: () => call(`?scene=${scene}`),
    startAttempt: (method) => call('/attempts', { method, scene }),
    recheck: (attemptId) => call(`/attempts/${encodeURIComponent(attemptId)}/recheck`, {}),
    // An event source and an image cannot carry a header, so these two take the token in the address.
    eventsUrl: `${root}/events?scene=${scene}&k=${key}`,
    codeUrl: (attemptId, { sizePx, download }) =>
      `${root}/attempts/${encodeURIComponent(attemptId)}/qr.png?size=${sizePx}${download ? '&download=1' : ''}&k=${key}`,
  }
}

async function ask<T>(url: string, token: string, body?: object): Promise<ApiAnswer<T>> {
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { 'x-checkout-token': token, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const answer: unknown = await response.json()
    if (response.ok) return { outcome: 'done', value: answer as T }
    if (isRefusal(answer)) return { outcome: 'refused', status: response.status, refusal: answer }
    return { outcome: 'unreachable' }
  } catch {
    return { outcome: 'unreachable' }
  }
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer
}
