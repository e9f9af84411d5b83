import { fileURLToPath } from 'node:url'
import { startWorld, type World } from './world.js'

const ROUNDS = 20
const METHOD = 'wechatpay_scan'
const MERCHANTS = fileURLToPath(new URL('../../web/mall/catalog/merchants.json', import.meta.url))

interface Person {
  readonly username: string
  readonly password: string
}

/**
 * How soon a change made at one server process counts in a new cashier of another: a seller's acceptance, a seller's
 * pause, the operator's kill switch. Timed from before the change is sent to the first answer that shows it.
 */
export async function benchHowSoon(): Promise<void> {
  const world = await startWorld({ HUTONG_DEMO_MERCHANTS: MERCHANTS, HUTONG_DEMO_LAUNCH: '1' })
  try {
    const other = await world.startAnother()
    const waiting = world.demo.sellers.at(-1)!
    const seller = await signIn(world, 'workbench', waiting)
    const operator = await signIn(world, 'console', world.demo.console)
    const { data } = await operator<{ data: { id: string }[] }>('GET', '/console/api/launches')
    const launch = data[0]!.id
    const isShown = await watchCheckout(world, other, waiting.merchantId)
    const measure = async (wanted: boolean, change: () => Promise<unknown>): Promise<number> => {
      const from = performance.now()
      await Promise.all([change(), untilShown(isShown, wanted)])
      return performance.now() - from
    }
    const act = (verb: string, body?: object) =>
      seller('POST', `/workbench/api/launches/${launch}/${verb}`, body)
    const why = 'bench'
    const accepted = await measure(true, () => act('accept', { termsSeq: 1 }))
    const [paused, resumed, halted, live]: number[][] = [[], [], [], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      paused!.push(await measure(false, () => act('pause', {})))
      resumed!.push(await measure(true, () => act('resume')))
      const move = (verb: string) => operator('POST', `/console/api/launches/${launch}/${verb}`, { why })
      halted!.push(await measure(false, () => move('halt')))
      live!.push(await measure(true, () => move('resume')))
    }
    console.log(`from a change at one process to a new cashier at another, ms (median, slowest of ${ROUNDS})`)
    say('a seller accepts', [accepted])
    say('a seller pauses', paused!)
    say('a seller resumes', resumed!)
    say('the kill switch', halted!)
    say('live again', live!)
  } finally {
    await world.stop()
  }
}

function say(what: string, all: readonly number[]): void {
  const sorted = [...all].sort((one, other) => one - other)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  console.log(
    `  ${what.padEnd(20)} ${median.toFixed(1).padStart(8)} ${(sorted.at(-1) ?? 0).toFixed(1).padStart(8)}`,
  )
}

async function untilShown(isShown: () => Promise<boolean>, wanted: boolean): Promise<void> {
  while ((await isShown()) !== wanted);
}

/** A checkout at the seller, and whether the other process shows the method for it now. */
async function watchCheckout(
  world: World,
  otherUrl: string,
  merchantId: string,
): Promise<() => Promise<boolean>> {
  const headers = { authorization: `Bearer ${world.apiKey}`, 'content-type': 'application/json' }
  const item = { name: 'ink', category: 'stationery', quantity: 1, unitPriceMinor: 100 }
  const placed = await fetch(`${world.platformUrl}/v1/checkouts`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      reference: 'how-soon',
      shopper: { id: 'shopper' },
      orders: [{ reference: 'one', merchantId, items: [item] }],
    }),
  })
  const { id } = (await placed.json()) as { id: string }
  return async () => {
    const answer = await fetch(`${otherUrl}/v1/checkouts/${id}/methods`, { headers })
    const { data } = (await answer.json()) as { data: { method: string; shown: boolean }[] }
    return data.some(({ method, shown }) => method === METHOD && shown)
  }
}

async function signIn(world: World, realm: 'console' | 'workbench', { username, password }: Person) {
  const ours = { 'x-requested-with': 'hutong', 'content-type': 'application/json' }
  const body = JSON.stringify({ username, password })
  const signedIn = await fetch(`${world.platformUrl}/${realm}/api/sign-in`, {
    method: 'POST',
    headers: ours,
    body,
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  return async <Body>(method: 'GET' | 'POST', path: string, wish: object = {}): Promise<Body> => {
    const answer = await fetch(world.platformUrl + path, {
      method,
      headers: { ...ours, cookie },
      ...(method === 'GET' ? {} : { body: JSON.stringify(wish) }),
    })
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Body
  }
}
