import { createSandboxClient, type SandboxClient } from '../client/sandbox-client.js'
import type { InstitutionName } from '../core/institution.js'
import type { NoticeRecord } from '../core/notices.js'
import { homeUrlOf, readArguments, usage } from './read-arguments.js'
import { CommandFailed, createPaint } from './say.js'
import { showStill, showTry } from './show-notice.js'

/** Renewed well before it ends, so that a listener that dies is forgotten and one that lives is not. */
const FORWARD_FOR_MS = 15_000
const RENEW_EVERY_MS = 4_000

/** Shows notices until a signal, or the key `q`. */
export async function listen(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const given = readArguments('listen', argv, { forward: 'text', institution: 'text', home: 'text' })
  const institution = institutionIn(given.value('institution'))
  const forward = given.value('forward')
  if (forward !== undefined && !(URL.canParse(forward) && /^https?:/.test(forward))) {
    throw usage('listen', `--forward 不是网址 is no web address: ${forward}`)
  }
  const client = await createSandboxClient({ homeUrl: homeUrlOf(given.value('home'), env) })
  const credentials = await client.credentials()
  const paint = createPaint(process.stdout.isTTY === true, env)

  const numbers = new Map<string, number>()
  const seen = new Map<string, { tries: number; still: string }>()
  const show = (notice: NoticeRecord): void => {
    const number = numbers.get(notice.id) ?? numbers.size + 1
    numbers.set(notice.id, number)
    const before = seen.get(notice.id) ?? { tries: 0, still: '' }
    for (const [at, one] of notice.tries.entries()) {
      if (at < before.tries) continue
      console.log(`\n${showTry(notice, one, { number, tryNumber: at + 1 }, credentials, paint)}`)
    }
    const still = notice.state === 'lost' || notice.state === 'held' ? notice.state : ''
    if (still !== '' && before.still !== still) console.log(`\n${showStill(notice, number, paint)}`)
    seen.set(notice.id, { tries: notice.tries.length, still })
  }
  // One look at a time: two answers that cross would show a delivery twice.
  let looking: Promise<void> = Promise.resolve()
  const look = (outTradeNo: string): void => {
    looking = looking
      .then(async () => {
        const notices = await client.notices({ outTradeNo, ...(institution ? { institution } : {}) })
        for (const notice of notices) show(notice)
      })
      .catch(() => {})
  }
  const watch = client.watch(({ outTradeNo, kind }) => {
    if (outTradeNo !== null && (kind === 'notice' || kind === 'payment' || kind === 'refund'))
      look(outTradeNo)
  })
  await watch.open

  // From here on an end is an orderly one: a signal that comes while forwarding begins must still take it back.
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
    process.once('disconnect', () => resolve())
    readKeys((key) => {
      if (key === 'q' || key === '\u0003') resolve()
      else void resendBy(client, key, numbers)
    })
  })
  const renew = async (): Promise<void> => {
    if (forward === undefined) return
    await client.forward({ url: forward, forMs: FORWARD_FOR_MS, ...(institution ? { institution } : {}) })
  }
  await renew()
  const beat = setInterval(() => void renew().catch(() => {}), RENEW_EVERY_MS)
  console.log(
    forward === undefined
      ? '正在看通知。 Watching notices.'
      : `正在看通知，并转投到 ${forward}。 Watching notices and forwarding them to ${forward}.`,
  )
  console.log(paint.dim('r 重发最近一条 resend the last   1-9 重发第几条 resend that one   q 退出 quit'))

  process.send?.({ ready: true })
  await ended
  clearInterval(beat)
  watch.stop()
  if (forward !== undefined) await client.stopForwarding().catch(() => {})
}

async function resendBy(
  client: SandboxClient,
  key: string,
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const wanted = key === 'r' ? numbers.size : Number(key)
  const id = [...numbers].find(([, number]) => number === wanted)?.[0]
  if (id === undefined) {
    if (/^[r1-9]$/.test(key)) console.log('没有这条通知。 There is no such notice.')
    return
  }
  try {
    await client.resendNotice(id)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
  }
}

/** One key at a time from a terminal; from a pipe, each character of it. */
function readKeys(onKey: (key: string) => void): void {
  const { stdin } = process
  if (stdin.isTTY) stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.on('data', (text: string) => {
    for (const key of text) onKey(key)
  })
}

export function institutionIn(text: string | undefined): InstitutionName | undefined {
  if (text === undefined || text === 'wechatpay' || text === 'alipay' || text === 'acquirer') return text
  throw new CommandFailed(`--institution 应为 wechatpay 或 alipay must be wechatpay or alipay: ${text}`, 2)
}
