import { randomBytes } from 'node:crypto'
import type {
  Action,
  CallRecord,
  Connector,
  OrderIntent,
  PaidFacts,
  RefundIntent,
} from '@hutong/server/connectors/contract'
import { startSandbox } from 'hutong-sandbox'
import { expect } from 'vitest'
import { controlOf } from './control.js'
import { openNoticeInbox } from './notice-inbox.js'
import type { ConnectorProfile } from './profile.js'

const ORDER_LIVES_MS = 30 * 60_000
const CALL_TIMEOUT_MS = 5_000
// Shorter than anybody wants to wait, and longer than this machine takes to get a call there while it is busy.
const IMPATIENT_MS = 750

/** A connector, the institution it speaks to, and a payer: everything a conformance test needs. */
export async function openBench(profile: ConnectorProfile) {
  const sandbox = await startSandbox({
    homePort: 0,
    wechatpayPort: 0,
    alipayPort: 0,
    dataFolder: null,
    noticeScale: 0.001,
    seed: 1,
  })
  const clock = { now: () => new Date(sandbox.clock.nowMs()) }
  const connector = profile.connect(sandbox.credentials, clock, CALL_TIMEOUT_MS)
  const impatient = profile.connect(sandbox.credentials, clock, IMPATIENT_MS)
  const control = controlOf(sandbox.homeUrl, profile.institution)
  const inbox = await openNoticeInbox(() => connector, clock.now)
  const calls: CallRecord[] = []
  const onCall = (record: CallRecord) => void calls.push(record)

  function newIntent(change: Partial<OrderIntent> = {}): OrderIntent {
    const { method, scene } = profile.methods[0]!
    const now = clock.now()
    return {
      method,
      scene,
      outTradeNo: `T${randomBytes(10).toString('hex')}`,
      description: '龙井茶 250 克',
      amountMinor: 1234n,
      currency: 'CNY',
      expiresAt: new Date(now.getTime() + ORDER_LIVES_MS),
      noticeUrl: inbox.url,
      returnUrl: 'http://127.0.0.1/done?a=1&b=2',
      payerIp: '127.0.0.1',
      now,
      ...change,
    }
  }

  async function place(change: Partial<OrderIntent> = {}): Promise<{ intent: OrderIntent; action: Action }> {
    const intent = newIntent(change)
    const answer = await connector.order(intent, onCall)
    if (answer.outcome !== 'accepted') expect.fail(`The order was not accepted: ${JSON.stringify(answer)}`)
    return { intent, action: answer.action }
  }

  /** As the payer: scans the code, or lets the browser follow the link, and confirms in the wallet. */
  async function pay(intent: OrderIntent, action: Action): Promise<number> {
    if (action.type === 'show_qr') return control.pay({ code: action.content })
    const page = await fetch(action.url, { headers: { Referer: 'http://127.0.0.1/' } })
    await page.arrayBuffer()
    return control.pay({ outTradeNo: intent.outTradeNo })
  }

  async function factsOf(intent: OrderIntent): Promise<PaidFacts> {
    const answer = await connector.inquire(intent, onCall)
    if (answer.outcome !== 'paid') expect.fail(`The order is not paid: ${JSON.stringify(answer)}`)
    return answer.facts
  }

  async function placePaid(change: Partial<OrderIntent> = {}) {
    const { intent, action } = await place(change)
    expect(await pay(intent, action)).toBe(200)
    return { intent, facts: await factsOf(intent) }
  }

  function refundOf(intent: OrderIntent, facts: PaidFacts, change: Partial<RefundIntent> = {}): RefundIntent {
    const { method, outTradeNo, amountMinor, currency, noticeUrl } = intent
    return {
      method,
      outTradeNo,
      amountMinor,
      currency,
      noticeUrl,
      institutionRef: facts.institutionRef,
      outRefundNo: `R${randomBytes(10).toString('hex')}`,
      refundMinor: 234n,
      reason: '七天无理由',
      ...change,
    }
  }

  return {
    profile,
    connector,
    /** The same account with a short patience: only for calls that are never answered. */
    impatient: impatient as Connector,
    control,
    inbox,
    calls,
    onCall,
    sandbox,
    newIntent,
    place,
    pay,
    placePaid,
    factsOf,
    refundOf,
    async close() {
      await inbox.close()
      await sandbox.stop()
    },
  }
}

export type Bench = Awaited<ReturnType<typeof openBench>>
