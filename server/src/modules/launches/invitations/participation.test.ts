import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal } from '../../../platform/refusal/index.js'
import { createTestDatabase } from '../../../platform/testing/index.js'
import { publishTerms } from '../terms/publish-terms.js'
import { remindOfTerms } from '../terms/remind-due.js'
import { withdrawTerms } from '../terms/withdraw-terms.js'
import { changeTerms, draftTerms } from '../terms/write-draft.js'
import { agreeToTerms } from './agree-to-terms.js'
import { declineInvitation, noteSeen } from './answer-invitation.js'
import { loadParticipationsAt } from './load-participations-at.js'
import { directBatch } from './move-batch.js'
import { pauseParticipation, resumeParticipation } from './pause-participation.js'
import { runDueBatches } from './run-due-batches.js'
import { restoreMerchant, suspendMerchant } from './suspend-merchant.js'
import { BY, DAY_MS, type LaunchWorld, openLaunchWorld, SELLER } from './testing/launch-world.js'
import { viewLaunchesOf } from './workbench-view.js'

let world: LaunchWorld
beforeEach(async () => {
  world = await openLaunchWorld(await createTestDatabase())
  await world.addMerchants(4)
  await world.publish('第一版')
})
afterEach(() => world.end())

const key = (merchantId = 'm_00001') => ({ merchantId, launchId: 'ln_1' })
const mine = { actor: SELLER, why: null }
const viewOf = (merchantId = 'm_00001') => viewLaunchesOf(world.deps, merchantId)
const agree = (seq: number, merchantId = 'm_00001') =>
  agreeToTerms(world.deps, { merchantId, seq, actor: SELLER })
const audited = async () =>
  (
    await world.db.sql<{ action: string }>`
      select action from audit_entries where subject like 'participation:%' order by id`
  ).map(({ action }) => action)

describe('a letter', () => {
  it('is accepted under the terms in force, once, and is live with the commit', async () => {
    await world.startBatch({ merchantIds: ['m_00001'] })
    expect((await viewOf()).data).toMatchObject([
      { state: 'invited', live: false, terms: { seq: 1 }, agreedTermsSeq: null },
    ])
    expect(await world.accept('m_00001', 2)).toMatchObject({
      refusal: 'terms_changed',
      details: { inForce: 1 },
    })
    expect(await world.accept('m_00001')).toMatchObject({ state: 'active', agreedTermsSeq: 1 })
    expect(await world.accept('m_00001')).toMatchObject({ state: 'active' })
    expect(await audited()).toEqual(['participation.accept'])
    const agreed = await world.db.sql`select username from terms_agreements where merchant_id = 'm_00001'`
    expect([...agreed]).toEqual([{ username: 'seller' }])
  })

  it('that was taken back while the merchant was suspended does not come back with the merchant', async () => {
    const batch = await world.startBatch({ merchantIds: ['m_00001', 'm_00002'] })
    await suspendMerchant(world.deps, key(), BY)
    await directBatch(world.deps, batch, 'cancel', BY)
    while ((await runDueBatches(world.deps, 4)) > 0);
    expect(await world.stateOf('m_00002')).toBe('expired')
    expect(await restoreMerchant(world.deps, key(), BY)).toEqual({ state: 'expired' })
    expect(await world.accept('m_00001')).toMatchObject({ refusal: 'invitation_over' })
    expect((await viewOf()).data[0]?.changes[0]).toMatchObject({ state: 'expired', what: '邀请已过期' })
  })

  it('is answered by two people of one merchant at once, and one of them is first', async () => {
    await world.startBatch({ merchantIds: ['m_00001'] })
    const both = await Promise.all([
      world.accept('m_00001'),
      declineInvitation(world.deps, key(), mine),
      world.accept('m_00001'),
    ])
    const moves = await world.db.sql`select 1 from participation_moves where from_state = 'invited'`
    expect(moves.count).toBe(1)
    const stands = await world.stateOf('m_00001')
    const answers = both.map((one) => (isRefusal(one) ? one.refusal : one.state))
    expect(answers).toEqual(
      stands === 'active'
        ? ['active', 'invitation_answered', 'active']
        : ['invitation_over', 'declined', 'invitation_over'],
    )
  })

  it('is not there for who was not invited, and is over when its time has come, though nobody looked', async () => {
    expect(await world.accept('m_00002')).toMatchObject({ refusal: 'not_invited' })
    expect((await viewOf('m_00002')).data).toEqual([])
    await world.startBatch({ merchantIds: ['m_00001'] })
    world.clock.advance(DAY_MS)
    expect(await world.accept('m_00001')).toMatchObject({ refusal: 'invitation_over' })
  })

  it('keeps the first time that it was opened', async () => {
    await world.startBatch({ merchantIds: ['m_00001'] })
    const opened = world.clock.now()
    await noteSeen(world.deps, key())
    world.clock.advance(1_000)
    expect(await noteSeen(world.deps, key())).toEqual({ seen: true })
    expect((await viewOf()).data[0]?.seenAt).toBe(opened.toISOString())
    expect(await noteSeen(world.deps, key('m_00002'))).toMatchObject({ refusal: 'not_invited' })
  })

  it('is declined, and after that only a new letter or an opening to everyone helps', async () => {
    await world.startBatch({ merchantIds: ['m_00001'] })
    await declineInvitation(world.deps, key(), { actor: SELLER, why: '再看看' })
    expect(await world.accept('m_00001')).toMatchObject({ refusal: 'invitation_over' })
    await world.setRules('ln_1', { merchants: 'everyone', everyoneUnderTermsSeq: 1 })
    expect(await world.accept('m_00001')).toMatchObject({ state: 'active' })
  })
})

describe('a merchant that is in', () => {
  beforeEach(async () => {
    await world.startBatch({ merchantIds: ['m_00001', 'm_00002'] })
    await world.accept('m_00001')
  })

  it('pauses and resumes by itself, but cannot lift what the platform put on it', async () => {
    expect(await pauseParticipation(world.deps, key(), mine)).toMatchObject({ state: 'paused' })
    expect(await resumeParticipation(world.deps, key(), mine)).toMatchObject({ state: 'active' })
    expect(await suspendMerchant(world.deps, key(), BY)).toEqual({ state: 'suspended' })
    for (const no of [
      await pauseParticipation(world.deps, key(), mine),
      await resumeParticipation(world.deps, key(), mine),
      await world.accept('m_00001'),
      await declineInvitation(world.deps, key(), mine),
    ])
      expect(no).toMatchObject({ refusal: 'participation_suspended' })
    expect(await restoreMerchant(world.deps, key(), BY)).toEqual({ state: 'active' })
    expect(await restoreMerchant(world.deps, key(), BY)).toMatchObject({
      refusal: 'participation_not_suspended',
    })
    const { data } = await viewOf()
    expect(data[0]?.changes.map(({ what }) => what)).toEqual([
      '平台恢复了这项支付方式',
      '平台暂停了这项支付方式',
      '已恢复',
      '已暂停',
      '已开通',
      '平台发来邀请',
    ])
  })

  it('paused while it was open to everyone, goes back to its letter when it is by invitation again', async () => {
    await world.setRules('ln_1', { merchants: 'everyone', everyoneUnderTermsSeq: 1 })
    for (const id of ['m_00002', 'm_00003']) await pauseParticipation(world.deps, key(id), mine)
    await world.setRules('ln_1', { merchants: 'invited', everyoneUnderTermsSeq: null })
    expect(await resumeParticipation(world.deps, key('m_00002'), mine)).toMatchObject({ state: 'invited' })
    expect((await viewOf('m_00002')).data[0]?.changes[0]).toMatchObject({ what: '已恢复，邀请待答复' })
    expect(await world.accept('m_00002')).toMatchObject({ state: 'active' })
    // Who never had a letter can be sent one.
    expect(await resumeParticipation(world.deps, key('m_00003'), mine)).toMatchObject({ state: 'expired' })
    await world.startBatch({ merchantIds: ['m_00003'] })
    expect(await world.stateOf('m_00003')).toBe('invited')
  })

  it('gets back what it was: a letter stays a letter, and who had none has none', async () => {
    await suspendMerchant(world.deps, key('m_00002'), BY)
    expect(await restoreMerchant(world.deps, key('m_00002'), BY)).toEqual({ state: 'invited' })
    await suspendMerchant(world.deps, key('m_00003'), BY)
    expect(await world.stateOf('m_00003')).toBe('suspended')
    expect(await restoreMerchant(world.deps, key('m_00003'), BY)).toEqual({ state: 'not_invited' })
    expect(await world.stateOf('m_00003')).toBe('not_invited')
    expect(await suspendMerchant(world.deps, key('m_nobody'), BY)).toMatchObject({
      refusal: 'merchant_not_found',
    })
  })

  it('can be asked about at any moment of its past', async () => {
    const seen: { at: Date; state: string | null; agreed: number | null }[] = []
    const note = async () => {
      const at = world.clock.now()
      const [row] = await world.db.sql<{ state: string; agreed: number | null }>`
        select state, agreed_terms_seq as agreed from participations where merchant_id = 'm_00001'`
      seen.push({ at, state: row?.state ?? null, agreed: row?.agreed ?? null })
      world.clock.advance(60_000)
    }
    await note()
    await pauseParticipation(world.deps, key(), mine)
    await note()
    await suspendMerchant(world.deps, key(), BY)
    await note()
    const second = await world.publish('第二版')
    await agree(second)
    await note()
    await restoreMerchant(world.deps, key(), BY)
    await resumeParticipation(world.deps, key(), mine)
    await note()
    for (const { at, state, agreed } of seen) {
      const parts = await loadParticipationsAt(world.db.sql, ['m_00001', 'm_00003'], at)
      expect(parts.get('m_00001')?.get('ln_1') ?? null).toEqual({ state, agreedTermsSeq: agreed })
      expect(parts.has('m_00003')).toBe(false)
    }
    const before = new Date('2026-08-01T00:00:00Z')
    expect((await loadParticipationsAt(world.db.sql, ['m_00001'], before)).size).toBe(0)
  })
})

describe('a new version of the terms', () => {
  beforeEach(async () => {
    await world.startBatch({ merchantIds: ['m_00001', 'm_00002'] })
    await world.accept('m_00001')
    await world.accept('m_00002')
    // The first version has taken effect, and nobody was without it.
    expect(await remindOfTerms(world.deps, 10)).toBe(1)
  })
  const alerts = () => world.db.sql<{ kind: string; data: { stage: string; notAgreed: number } }>`
    select kind, data from operator_alerts where subject <> 'terms:1' order by id`

  it('is announced when it is near, counted for the operator, and asks for agreement once in force', async () => {
    const second = await world.publish('第二版', 10 * DAY_MS)
    expect((await viewOf()).upcomingTerms).toBeNull()
    expect(await remindOfTerms(world.deps, 10)).toBe(0)

    world.clock.advance(3 * DAY_MS)
    expect((await viewOf()).upcomingTerms).toMatchObject({
      seq: second,
      agreed: false,
      since: '第一版',
      diff: [{ kind: 'same' }, { kind: 'removed' }, { kind: 'added', text: '版本 第二版' }],
    })
    expect(await remindOfTerms(world.deps, 10)).toBe(1)
    expect(await remindOfTerms(world.deps, 10)).toBe(0)
    await agree(second, 'm_00002')
    expect((await viewOf('m_00002')).upcomingTerms).toMatchObject({ agreed: true })

    world.clock.advance(6 * DAY_MS + DAY_MS / 2)
    await remindOfTerms(world.deps, 10)
    world.clock.advance(DAY_MS / 2)
    await remindOfTerms(world.deps, 10)
    expect((await alerts()).map(({ kind, data }) => [kind, data.stage, data.notAgreed])).toEqual([
      ['terms_near', 'week_before', 2],
      ['terms_near', 'day_before', 1],
      ['terms_took_effect', 'in_force', 1],
    ])
    expect((await viewOf()).neededTerms).toMatchObject({ seq: second })
    expect((await viewOf('m_00002')).neededTerms).toBeNull()
    await agree(second)
    expect((await viewOf()).neededTerms).toBeNull()
  })

  it('cannot be agreed to past one that still waits', async () => {
    const second = await world.publish('第二版', DAY_MS)
    const third = await world.publish('第三版', 2 * DAY_MS)
    expect(await agree(third)).toMatchObject({ refusal: 'terms_agree_in_order', details: { seq: second } })
    expect(await agree(second)).toEqual({ seq: second })
    expect(await agree(third)).toEqual({ seq: third })
  })

  it('keeps its order, its time and its words, and is taken back only before it takes effect', async () => {
    const second = await world.publish('第二版', 2 * DAY_MS)
    const third = await draftTerms(
      world.deps,
      { label: '第三版', agreement: 'needed', body: '支付账户', bodyEn: 'payment account' },
      BY,
    )
    const seq = 'seq' in third ? third.seq : 0
    const at = (afterMs: number) => new Date(world.clock.now().getTime() + afterMs)
    expect(await publishTerms(world.deps, seq, at(-1), BY)).toMatchObject({
      refusal: 'terms_effect_in_the_past',
    })
    expect(await publishTerms(world.deps, seq, at(DAY_MS), BY)).toMatchObject({
      refusal: 'terms_out_of_order',
    })
    expect(await withdrawTerms(world.deps, second, BY)).toMatchObject({ state: 'withdrawn' })
    expect(await agree(second)).toMatchObject({ refusal: 'terms_not_published' })
    expect(await publishTerms(world.deps, seq, at(DAY_MS), BY)).toMatchObject({ state: 'published' })
    expect(await publishTerms(world.deps, seq, at(DAY_MS), BY)).toMatchObject({
      refusal: 'terms_not_a_draft',
    })
    world.clock.advance(DAY_MS)
    expect(await withdrawTerms(world.deps, seq, BY)).toMatchObject({ refusal: 'terms_in_force_already' })
    const branded = { label: 'x', agreement: 'needed', body: '使用支付宝', bodyEn: 'x' } as const
    expect(await draftTerms(world.deps, branded, BY)).toMatchObject({
      refusal: 'terms_name_an_institution',
      details: { field: 'body', word: '支付宝' },
    })
  })

  it('is written by two people one after the other, and what nobody has read is not published', async () => {
    const text = { label: '第二版', agreement: 'by_notice', body: '甲', bodyEn: 'A' } as const
    const draft = await draftTerms(world.deps, text, BY)
    if (isRefusal(draft)) throw new Error(draft.refusal)
    const { seq, changedAt: seen } = draft
    // In the same millisecond: a text is known by its moment all the same.
    const first = await changeTerms(world.deps, { seq, seen }, { ...text, body: '乙' }, BY)
    expect(first).toMatchObject({ body: '乙' })
    expect(await changeTerms(world.deps, { seq, seen }, { ...text, body: '丙' }, BY)).toMatchObject({
      refusal: 'terms_moved_on',
    })
    expect(await publishTerms(world.deps, seq, null, BY, seen)).toMatchObject({ refusal: 'terms_moved_on' })
    const latest = isRefusal(first) ? null : first.changedAt
    world.clock.advance(1)
    expect(await publishTerms(world.deps, seq, null, BY, latest)).toMatchObject({
      state: 'published',
      body: '乙',
      effectiveAt: world.clock.now(),
    })
  })

  it('in the rulebook stands as it stood at each moment', async () => {
    const before = world.clock.now()
    world.clock.advance(1_000)
    const second = await world.publish('第二版', DAY_MS)
    const published = world.clock.now()
    world.clock.advance(1_000)
    await withdrawTerms(world.deps, second, BY)
    const termsAt = async (at: Date) => (await world.deps.rulebooks.at(at)).terms.map(({ seq }) => seq)
    expect(await termsAt(before)).toEqual([1])
    expect(await termsAt(published)).toEqual([1, second])
    expect(world.deps.rulebooks.current().terms.map(({ seq }) => seq)).toEqual([1])
  })

  it('is agreed to by a merchant that has the methods because they were opened to everyone', async () => {
    await world.setRules('ln_1', { merchants: 'everyone', everyoneUnderTermsSeq: 1 })
    const second = await world.publish('第二版', DAY_MS)
    world.clock.advance(DAY_MS)
    await remindOfTerms(world.deps, 10)
    expect((await alerts()).at(-1)?.data.notAgreed).toBe(4)
    expect((await viewOf('m_00004')).neededTerms).toMatchObject({ seq: second })
    await agree(second, 'm_00004')
    expect((await viewOf('m_00004')).data).toMatchObject([{ state: 'active', agreedTermsSeq: second }])
    expect(await pauseParticipation(world.deps, key('m_00003'), mine)).toMatchObject({ state: 'paused' })
    expect(await resumeParticipation(world.deps, key('m_00003'), mine)).toMatchObject({ state: 'active' })
  })
})
