import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal } from '../../../platform/refusal/index.js'
import { createTestDatabase } from '../../../platform/testing/index.js'
import { createAudit } from '../../audit/index.js'
import { createBatch, selectBatch } from './batches.js'
import { chooseMembers, previewSelection } from './choose-merchants.js'
import { foldFirstPayments } from './fold-first-payments.js'
import { directBatch } from './move-batch.js'
import { completeAccepted, expireInvitations, inviteWave } from './move-many.js'
import { selectFunnel } from './read-batches.js'
import { runDueBatches } from './run-due-batches.js'
import type { Selection } from './schema.js'
import { BY, DAY_MS, type LaunchWorld, openLaunchWorld } from './testing/launch-world.js'
import { registerInvitationUndoes } from './undo.js'

let world: LaunchWorld
beforeEach(async () => {
  world = await openLaunchWorld(await createTestDatabase())
  await world.addMerchants(1_200)
  await world.publish('第一版')
})
afterEach(() => world.end())

const run = async () => {
  while ((await runDueBatches(world.deps, 4)) > 0);
}
const invitedCount = async () =>
  (await world.db.sql`select 1 from participations where state = 'invited'`).count
const membersOf = async (selection: Selection) => {
  const { sample, count } = await previewSelection(world.db, 'ln_1', selection)
  return { ids: sample.map(({ id }) => id), count }
}

it('that was made by mistake is cancelled from the audit log, unless it was started since', async () => {
  const audit = createAudit(world.deps)
  registerInvitationUndoes(audit)
  const { actor } = BY
  const make = async (): Promise<{ id: string; entry: string }> => {
    const wish = { name: '一批', selection: { rule: {} }, waves: [{ shareBp: 10_000, afterMs: 0 }] }
    const batch = await createBatch(
      world.deps,
      'ln_1',
      { ...wish, startsAt: world.clock.now(), expiresInMs: DAY_MS },
      BY,
    )
    if (isRefusal(batch)) throw new Error(batch.refusal)
    const [made] = await audit.list({ subject: `batch:${batch.id}` }, { before: null, limit: 1 })
    return { id: batch.id, entry: made?.id ?? '' }
  }
  const one = await make()
  expect(await audit.rollBack(one.entry, actor, 'x')).toMatchObject({ undoneBy: { actor } })
  expect(await selectBatch(world.db.sql, one.id)).toMatchObject({ state: 'cancelled' })
  const other = await make()
  await directBatch(world.deps, other.id, 'start', BY)
  expect(await audit.rollBack(other.entry, actor, 'x')).toMatchObject({ refusal: 'audit_moved_on' })
})

describe('a selection', () => {
  it('takes a rule at its word', async () => {
    expect((await membersOf({ rule: {} })).count).toBe(1_200)
    expect((await membersOf({ rule: { categories: ['tea'] } })).count).toBe(400)
    expect((await membersOf({ rule: { categories: ['tea', 'books'], regions: ['north'] } })).count).toBe(400)
    expect((await membersOf({ rule: { sizes: ['large'] }, limit: 7 })).count).toBe(7)
    expect((await membersOf({ rule: { regions: ['nowhere'] } })).count).toBe(0)
  })

  it('draws the same merchants each time, and a larger share has the smaller one in it', async () => {
    const draw = async (shareBp: number) => {
      const id = `ib_${shareBp}`
      await world.db.sql`
        insert into invitation_batches (id, launch_id, name, selection, waves, state, starts_at, expires_in_ms, created_at,
          moved_at)
        values (${id}, 'ln_1', 'x', '{}', '[]', 'draft', now(), 1, now(), now())`
      const waves = [{ shareBp: 10_000, afterMs: 0 }]
      await chooseMembers(world.db.sql, { id, launchId: 'ln_1', selection: { rule: { shareBp } }, waves })
      const rows = await world.db.sql<{ id: string }>`
        select merchant_id as id from batch_members where batch_id = ${id}`
      return new Set(rows.map((row) => row.id))
    }
    const [tenth, half, none] = [await draw(1_000), await draw(5_000), await draw(0)]
    expect([...tenth].every((id) => half.has(id))).toBe(true)
    expect(tenth.size).toBeGreaterThan(70)
    expect(tenth.size).toBeLessThan(170)
    expect(half.size).toBeGreaterThan(500)
    expect(none.size).toBe(0)
    expect((await membersOf({ rule: { shareBp: 1_000 } })).count).toBe(tenth.size)
  })

  it('keeps the order of a list, and names merchants that are not registered', async () => {
    const listed = ['m_00900', 'm_00001', 'm_00500']
    expect((await membersOf({ merchantIds: listed })).ids).toEqual(listed)
    const wish = {
      name: 'x',
      selection: { merchantIds: ['m_00001', 'm_nobody'] },
      waves: [{ shareBp: 10_000, afterMs: 0 }],
      startsAt: world.clock.now(),
      expiresInMs: DAY_MS,
    }
    expect(await createBatch(world.deps, 'ln_1', wish, BY)).toMatchObject({
      refusal: 'batch_names_unknown_merchants',
      details: { count: 1, merchants: 'm_nobody' },
    })
  })

  it('leaves out who is part of the launch already', async () => {
    await world.startBatch({ merchantIds: ['m_00001', 'm_00002'] })
    expect((await membersOf({ merchantIds: ['m_00001', 'm_00002', 'm_00003'] })).ids).toEqual(['m_00003'])
  })
})

describe('a batch', () => {
  const waves = [
    { shareBp: 1_000, afterMs: 0 },
    { shareBp: 4_000, afterMs: DAY_MS },
    { shareBp: 5_000, afterMs: 3 * DAY_MS },
  ]

  it('goes out wave by wave, each at its time', async () => {
    const id = await world.startBatch({ rule: {} }, waves)
    expect(await invitedCount()).toBe(120)
    world.clock.advance(DAY_MS - 1)
    await run()
    expect(await invitedCount()).toBe(120)
    world.clock.advance(1)
    await run()
    expect(await invitedCount()).toBe(600)
    expect((await selectBatch(world.db.sql, id))?.state).toBe('running')
    world.clock.advance(2 * DAY_MS)
    await run()
    expect(await invitedCount()).toBe(1_200)
    expect(await selectBatch(world.db.sql, id)).toMatchObject({
      state: 'finished',
      size: 1_200,
      wavesSent: 3,
    })
  })

  it('sends nothing while it is paused, and then the rest with the same distances', async () => {
    const id = await world.startBatch({ rule: {} }, waves)
    await directBatch(world.deps, id, 'pause', BY)
    world.clock.advance(10 * DAY_MS)
    await run()
    expect(await invitedCount()).toBe(120)
    await directBatch(world.deps, id, 'resume', BY)
    await run()
    expect(await invitedCount()).toBe(120)
    world.clock.advance(DAY_MS)
    await run()
    expect(await invitedCount()).toBe(600)
  })

  it('takes back, when it is cancelled, what nobody has answered', async () => {
    const id = await world.startBatch({ rule: {} }, waves)
    const [one] = await world.db.sql<{ id: string }>`select merchant_id as id from participations limit 1`
    await world.accept(one?.id ?? '')
    await directBatch(world.deps, id, 'cancel', BY)
    world.clock.advance(9 * DAY_MS)
    await run()
    expect(await invitedCount()).toBe(0)
    expect(await world.stateOf(one?.id ?? '')).toBe('active')
    expect(await selectFunnel(world.db, id)).toMatchObject({ invited: 120n, expired: 119n, accepted: 1n })
  })

  it('is not started before rules that can be agreed to, nor twice', async () => {
    const wish = {
      name: 'x',
      selection: { rule: {} },
      waves,
      startsAt: world.clock.now(),
      expiresInMs: DAY_MS,
    }
    const batch = await createBatch(world.deps, 'ln_1', wish, BY)
    if (isRefusal(batch)) throw new Error(batch.refusal)
    await world.db.sql`update terms_versions set effective_at = ${new Date('2027-01-01T00:00:00Z')}`
    expect(await directBatch(world.deps, batch.id, 'start', BY)).toMatchObject({
      refusal: 'no_terms_in_force',
    })
    await world.db.sql`update terms_versions set effective_at = ${world.clock.now()}`
    expect(await directBatch(world.deps, batch.id, 'start', BY)).toMatchObject({ state: 'choosing' })
    expect(await directBatch(world.deps, batch.id, 'start', BY)).toMatchObject({ refusal: 'batch_cannot' })
  })

  it('goes no further once its launch has ended', async () => {
    const id = await world.startBatch({ rule: {} }, waves)
    await world.setRules('ln_1', { state: 'ended' })
    world.clock.advance(DAY_MS)
    await run()
    expect((await selectBatch(world.db.sql, id))?.state).toBe('cancelled')
    expect(await invitedCount()).toBe(0)
  })

  it('is worked by one of two processes', async () => {
    await world.startBatch({ rule: {} }, waves)
    world.clock.advance(DAY_MS)
    const [one, other] = await Promise.all([runDueBatches(world.deps, 4), runDueBatches(world.deps, 4)])
    expect(one + other).toBe(1)
    const moves = await world.db.sql`select 1 from participation_moves`
    expect(moves.count).toBe(600)
  })

  it('passes over who became part of the launch meanwhile, and asks again who had said no', async () => {
    await world.startBatch({ merchantIds: ['m_00001', 'm_00002'] }, undefined, 1_000_000)
    await world.accept('m_00001')
    world.clock.advance(1_000_000)
    expect(await expireInvitations(world.db.sql, world.clock.now(), 100)).toBe(1)
    expect(await world.stateOf('m_00002')).toBe('expired')
    await world.db.sql`
      insert into batch_members values ((select id from invitation_batches limit 1), 7, 'm_00001'),
        ((select id from invitation_batches limit 1), 7, 'm_00002')`
    const [batch] = await world.db.sql<{ id: string }>`select id from invitation_batches`
    const at = world.clock.now()
    const wave = {
      batchId: batch?.id ?? '',
      launchId: 'ln_1',
      wave: 7,
      at,
      expiresAt: new Date(at.getTime() + 1),
    }
    expect(await inviteWave(world.db.sql, wave)).toBe(1)
    expect([await world.stateOf('m_00001'), await world.stateOf('m_00002')]).toEqual(['active', 'invited'])
    const moves = await world.db.sql<{ before: string | null; to: string }>`
      select from_state as before, to_state as to from participation_moves where merchant_id = 'm_00002' order by id`
    expect([...moves]).toEqual([
      { before: null, to: 'invited' },
      { before: 'invited', to: 'expired' },
      { before: 'expired', to: 'invited' },
    ])
  })
})

describe('what follows an acceptance by itself', () => {
  it('makes a merchant active once the institution has given its number', async () => {
    await world.setRules('ln_1', { needsSubMerchant: true })
    await world.startBatch({ merchantIds: ['m_00001', 'm_00002'] })
    expect(await world.accept('m_00001')).toMatchObject({ state: 'accepted', activeAt: null })
    expect(await completeAccepted(world.db.sql, world.clock.now(), 10)).toBe(0)
    await world.db.sql`
      insert into sub_merchants (merchant_id, institution, state, sealed, application_no, submission, sub_merchant_no,
        created_at, changed_at)
      select id, 'wechatpay', 'granted', '', id, 1, '190000' || id, now(), now()
      from merchants where id in ('m_00001', 'm_00002')`
    expect(await completeAccepted(world.db.sql, world.clock.now(), 10)).toBe(1)
    expect(await world.stateOf('m_00001')).toBe('active')
    expect(await world.accept('m_00002')).toMatchObject({ state: 'active' })
  })

  it('notes when its shoppers first paid that way', async () => {
    const id = await world.startBatch({ merchantIds: ['m_00001', 'm_00002'] })
    await world.accept('m_00001')
    await foldFirstPayments(world.deps)
    world.clock.advance(60_000)
    const paidAt = world.clock.now()
    const pay = (checkout: string, method: string, merchantId: string) =>
      Promise.all([
        world.db.sql`
          insert into checkouts (id, reference, shopper_id, description, amount_minor, currency, state, paid_attempt_id,
            deadline_at, created_at, paid_at)
          values (${checkout}, ${checkout}, 's', 'x', 1, 'CNY', 'paid', 'at', ${paidAt}, ${paidAt}, ${paidAt})`,
      ]).then(() =>
        world.db.tx(async ({ sql }) => {
          await sql`
            insert into orders (checkout_id, id, seq, reference, merchant_id, amount_minor, created_at)
            values (${checkout}, 'or', 1, 'r', ${merchantId}, 1, ${paidAt})`
          await sql`
            insert into attempts (checkout_id, id, method, scene, institution, account_id, out_trade_no, state,
              amount_minor, currency, description, payer_ip, return_url, institution_ref, expires_at, created_at,
              moved_at, paid_at)
            values (${checkout}, 'at', ${method}, 'desktop_web', 'x', 'x', 'x', 'paid', 1, 'CNY', 'x', '', '', 'i',
              ${paidAt}, ${paidAt}, ${paidAt}, ${paidAt})`
        }),
      )
    await pay('co_1', 'wechatpay_scan', 'm_00001')
    await pay('co_2', 'alipay_scan', 'm_00001')
    await pay('co_3', 'wechatpay_scan', 'm_00002')
    world.clock.advance(60_000)
    await foldFirstPayments(world.deps)
    const rows = await world.db.sql<{ id: string; at: Date | null }>`
      select merchant_id as id, first_paid_at as at from participations order by 1`
    expect([...rows]).toEqual([
      { id: 'm_00001', at: paidAt },
      { id: 'm_00002', at: null },
    ])
    expect(await selectFunnel(world.db, id)).toMatchObject({ firstPaid: 1n, active: 1n })
  })
})
