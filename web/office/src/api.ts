export interface RefusalBody {
  code: string
  message: string
  messageEn: string
  next?: string | null
  nextEn?: string | null
  retry: 'never' | 'later' | 'same'
  details?: Record<string, unknown>
  requestId?: string
}

/** The server said no, or could not be asked. `answered` is false when nobody knows whether it was done. */
export class ApiRefusal extends Error {
  readonly body: RefusalBody
  readonly status: number
  constructor(status: number, body: RefusalBody) {
    super(`${body.code}: ${body.messageEn}`)
    this.name = 'ApiRefusal'
    this.status = status
    this.body = body
  }
  get answered(): boolean {
    return this.status !== 0 && this.status < 500
  }
}

const UNREACHED: RefusalBody = {
  code: 'unreachable',
  message: '没有收到服务器的答复',
  messageEn: 'The server did not answer',
  next: '请检查网络后再试；同一操作重试不会重复执行。',
  nextEn: 'Check the network and try again; repeating the same action does not do it twice.',
  retry: 'same',
}

const UNREADABLE: RefusalBody = {
  code: 'unreadable',
  message: '服务器的答复无法读取',
  messageEn: "The server's answer could not be read",
  next: '请稍后再试；若一直如此，请把时间告诉技术人员。',
  nextEn: 'Try again later; if it stays so, tell an engineer the time it happened.',
  retry: 'later',
}

const isRefusalBody = (value: unknown): value is RefusalBody =>
  typeof value === 'object' && value !== null && 'code' in value && 'message' in value

interface PostOptions {
  idempotencyKey?: string
  signal?: AbortSignal
}

export interface Api {
  get<T>(path: string, signal?: AbortSignal): Promise<T>
  post<T>(path: string, body?: unknown, options?: PostOptions): Promise<T>
  delete<T>(path: string, body?: unknown): Promise<T>
  /** Called when a call answers 401, i.e. the session has ended. Returns how to stop listening. */
  onSignedOut(listener: () => void): () => void
}

/** `base` without a slash at its end, e.g. "/workbench/api". Rejects with ApiRefusal, or the abort's own error. */
export function createApi(base: string, fetcher: typeof fetch = fetch): Api {
  const listeners = new Set<() => void>()

  async function call<T>(path: string, init: RequestInit): Promise<T> {
    let response: Response
    try {
      response = await fetcher(`${base}${path}`, { credentials: 'same-origin', ...init })
    } catch (error) {
      if (init.signal?.aborted) throw error
      throw new ApiRefusal(0, UNREACHED)
    }
    const text = await response.text()
    const body = readJson(text)
    if (response.ok && (body !== undefined || text === '')) return body as T
    if (response.status === 401) for (const listener of listeners) listener()
    throw new ApiRefusal(response.status, isRefusalBody(body) ? body : UNREADABLE)
  }

  return {
    get: (path, signal) =>
      call(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }),
    post: (path, body, options = {}) =>
      call(path, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'x-requested-with': 'hutong',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(options.signal ? { signal: options.signal } : {}),
      }),
    delete: (path, body) =>
      call(path, {
        method: 'DELETE',
        headers: {
          accept: 'application/json',
          'x-requested-with': 'hutong',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    onSignedOut(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export function asRefusal(error: unknown): ApiRefusal {
  return error instanceof ApiRefusal ? error : new ApiRefusal(0, UNREACHED)
}

/** A query string from what is set; empty values are left out. */
export function queryOf(values: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
