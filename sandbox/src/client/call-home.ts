/** The sandbox answered no. `code` is its word; the message says it in both languages. */
export class SandboxRefused extends Error {
  readonly status: number
  readonly code: string
  readonly zh: string
  readonly en: string
  constructor(status: number, code: string, zh: string, en: string) {
    super(`${zh} ${en}`)
    this.status = status
    this.code = code
    this.zh = zh
    this.en = en
  }
}

/** Nobody answers at the address. */
export class SandboxUnreachable extends Error {
  constructor(homeUrl: string, cause: unknown) {
    super(
      `${homeUrl} 没有沙箱应答：请先运行 hutong-sandbox，或用 --home 指明地址。 No sandbox answers at ${homeUrl}: start hutong-sandbox first, or name its address with --home.`,
      { cause },
    )
  }
}

export type Call = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<T>

/** Calls of the control API at this address. */
export function createCall(homeUrl: string): Call {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    let answer: Response
    try {
      answer = await fetch(`${homeUrl}${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
    } catch (error) {
      throw new SandboxUnreachable(homeUrl, error)
    }
    const text = await answer.text()
    if (answer.ok) return (text === '' ? undefined : JSON.parse(text)) as T
    const { code, zh, en } = refusalIn(text)
    throw new SandboxRefused(answer.status, code, zh, en)
  }
}

/** `?a=1&b=2` of what is given; nothing when nothing is. */
export function queryOf(members: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(members)) if (value !== undefined) query.set(name, String(value))
  return query.size === 0 ? '' : `?${query}`
}

function refusalIn(text: string): { code: string; zh: string; en: string } {
  try {
    const { code, zh, en } = JSON.parse(text) as Record<string, unknown>
    if (typeof code === 'string') return { code, zh: String(zh), en: String(en) }
  } catch {
    // Not from a sandbox; said below.
  }
  return {
    code: 'not_a_sandbox',
    zh: '这个地址不是沙箱。',
    en: `What answers there is no sandbox: ${text.slice(0, 200)}`,
  }
}
