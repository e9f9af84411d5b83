import { setTimeout as pause } from 'node:timers/promises'
import type { RefundView } from '@hutong/server/modules/checkouts'
import { afterAll, expect, it } from 'vitest'
import {
  type AskedRefund,
  addEveryFault,
  ask,
  askRefund,
  createDice,
  live,
  planShopper,
  seedOfThisRun,
  startWorld,
  type Town,
  until,
  type World,
} from './support/index.js'

const SHOPPERS = 200
const FAULT_RATE = 0.05
const KILL_AFTER_MS = 1_500

const seed = seedOfThisRun()
let world: World | undefined
afterAll(() => world?.end())

it(`${SHOPPERS} shoppers, every fault, two processes and a kill -9 (HUTONG_SEED=${seed})`, async () => {
  world = await startWorld({ timeoutMs: 800, seed })
  const { sandbox, shop } = world
  sandbox.control.createWallet({ wallet: 'wechat', id: 'rich-wechat', balanceMinor: 1_000_000_000 })
  sandbox.control.createWallet({ wallet: 'alipay', id: 'rich-alipay', balanceMinor: 1_000_000_000 })
  const another = await world.startAnother()
  const town: Town = { sandbox, shops: [shop, another.shop] }
  addEveryFault(sandbox.control, FAULT_RATE)

  const dice = createDice(seed)
  const plans = Array.from({ length: SHOPPERS }, (_, number) => planShopper(dice, number))
  const [asked] = await Promise.all([
    Promise.all(plans.map((plan) => live(town, plan))),
    killInTheMiddle(world),
  ])

  sandbox.control.clearFaults()
  await settle(world, town, asked.flat())
  expect(await world.complaints()).toEqual([])
  expect(defectsIn(world.platform().log() + another.platform.log())).toEqual([])
  await expectOneRefundForEachWish(world, asked.flat())
  // Not an idle town. How many pay depends on who is faster, the payer or the one who closes.
  expect(await paidCount(world)).toBeGreaterThan(SHOPPERS / 4)
}, 180_000)

async function killInTheMiddle(world: World): Promise<void> {
  await pause(KILL_AFTER_MS)
  const killedAt = new Date()
  await world.platform().kill()
  await world.restart()
  // What the dead process held is found when its lease ends. No living call is that old: it would have timed out.
  await world.letWaitsEnd(killedAt)
}

/** Faults are over: institutions answer again, people do what they are asked to do, and time passes. */
async function settle(world: World, town: Town, asked: readonly AskedRefund[]): Promise<void> {
  const { database, sandbox } = world
  await until(
    'the books agree',
    async () => {
      for (const order of sandbox.control.orders())
        for (const refund of order.refunds)
          if (refund.state === 'PROCESSING' || refund.state === 'ABNORMAL')
            sandbox.control.finishRefund(order.institution, refund.outRefundNo, 'SUCCESS')
      await database.db.sql`update idempotency_keys set lease_until = now() where status is null`
      await Promise.all(asked.map((one) => askRefund(town, 0, one)))
      await retryWhatStandsStill(world, town)
      await world.letWaitsEnd()
      await pause(500)
      const complaints = await world.complaints()
      const open = await database.db.sql`
        select id from refunds where state not in ('succeeded', 'failed')`
      if (complaints.length > 0) throw new Error(complaints.slice(0, 20).join('\n'))
      return open.length === 0
    },
    60_000,
  )
}

/** What the console asks a person to do: retry the abnormal, and surplus that failed. */
async function retryWhatStandsStill({ database }: World, town: Town): Promise<void> {
  const rows = await database.db.sql<{ checkoutId: string; id: string }>`
    select r.checkout_id as "checkoutId", r.id from refunds r where r.state = 'abnormal'
      or (r.state = 'failed' and r.kind = 'surplus' and not exists (select 1 from refunds other
        where other.checkout_id = r.checkout_id and other.attempt_id = r.attempt_id and other.kind = 'surplus'
          and other.state <> 'failed'))`
  await Promise.all(
    rows.map(({ checkoutId, id }) =>
      ask<RefundView>(town, 0, 'POST', `/v1/checkouts/${checkoutId}/refunds/${id}/retry`),
    ),
  )
}

/**
 * A refund asked for again and again under one key, through two processes and a kill, is one refund. One that nobody
 * wished for is what Alipay's cancel gave back when it crossed the payer's success.
 */
async function expectOneRefundForEachWish({ database }: World, asked: readonly AskedRefund[]): Promise<void> {
  const wishesOf = (id: string) => asked.filter((one) => one.checkoutId === id).length
  const rows = await database.db.sql<{ checkoutId: string; wished: bigint; unwished: bigint; at: string }>`
    select r.checkout_id as "checkoutId", a.institution as at, count(r.request_key) as wished,
      count(*) filter (where r.request_key is null) as unwished
    from refunds r join attempts a on a.checkout_id = r.checkout_id and a.id = r.attempt_id
    where r.kind = 'requested' group by r.checkout_id, a.institution`
  for (const { checkoutId, wished, unwished, at } of rows) {
    expect(Number(wished), checkoutId).toBeLessThanOrEqual(wishesOf(checkoutId))
    expect(Number(unwished), checkoutId).toBeLessThanOrEqual(at === 'alipay' ? 1 : 0)
  }
}

/**
 * Faults of institutions are warnings at most; an error in the log is a defect of ours. Not so a machine too busy to
 * lend a database connection in ten seconds: that request fails, and whoever asked asks again.
 */
const defectsIn = (log: string): string[] =>
  log
    .split('\n')
    .filter((line) => /"level":"(?:error|fatal)"/.test(line))
    .filter((line) => !line.includes('no database connection came free in time'))

async function paidCount({ database }: World): Promise<number> {
  const [row] = await database.db.sql<{ paid: bigint }>`
    select count(*) as paid from checkouts where state = 'paid'`
  return Number(row?.paid ?? 0)
}
