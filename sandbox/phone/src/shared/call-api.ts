/** What the sandbox says when it will not do something, in both languages, ready to be shown. */
export interface Refusal {
  code: string
  zh: string
  en: string
}

export type Answer<T> =
  | { outcome: 'done'; value: T }
  | { outcome: 'refused'; refusal: Refusal }
  /** The line broke or the answer was unreadable: whether it happened is not known. */
  | { outcome: 'unknown' }

function readRefusal(status: number, body: unknown): Refusal {
  if (typeof body === 'object' && body !== null) {
    const { code, zh, en, message } = body as Record<string, unknown>
    if (typeof zh === 'string' && typeof en === 'string') return { code: String(code ?? status), zh, en }
    if (typeof message === 'string') return { code: String(code ?? status), zh: message, en: message }
  }
  return { code: String(status), zh: `沙箱回答了 ${status}`, en: `The sandbox answered ${status}` }
}

async function call<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  let response: Response
  try {
    response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } })
  } catch {
    return { outcome: 'unknown' }
  }
  const text = await response.text().catch(() => null)
  if (text === null || response.status >= 500) return { outcome: 'unknown' }
  let body: unknown = null
  try {
    body = text === '' ? null : JSON.parse(text)
  } catch {
    return { outcome: 'unknown' }
  }
  if (response.ok) return { outcome: 'done', value: body as T }
  return { outcome: 'refused', refusal: readRefusal(response.status, body) }
}

export function getJson<T>(path: string): Promise<Answer<T>> {
  return call<T>(path, { method: 'GET' })
}

export function postJson<T>(path: string, body: unknown): Promise<Answer<T>> {
  return call<T>(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
}

export function deleteAt<T>(path: string): Promise<Answer<T>> {
  return call<T>(path, { method: 'DELETE' })
}
