import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../platform/clock/index.js'
import { isRefusal, refuse } from '../../platform/refusal/index.js'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'
import { type Role, readCursor, toPage } from '../access/index.js'
import {
  type Actor,
  type Audit,
  type AuditEntry,
  type Change,
  createAudit,
  hasMovedOn,
  recordChange,
} from './index.js'

const clock = createManualClock(new Date('2026-11-22T00:00:00Z'))
const ANN = person('ann', 'operator')
const BO = person('bo', 'support')
const BO_AS_OPERATOR = person('bo', 'operator')

let database: TestDatabase
let audit: Audit

// What is audited here: one lamp, on or off.
beforeAll(async () => {
  database = await createTestDatabase()
  await database.db.sql`create table lamps (id text primary key, lit boolean not null)`
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.db.sql`truncate audit_entries, lamps`
  await database.db.sql`insert into lamps values ('l1', false)`
  audit = createAudit({ db: database.db, clock })
  audit.register(
    'lamp.switch',
    async (tx, entry) => {
      const [lamp] = await tx.sql<{ lit: boolean }>`select lit from lamps where id = 'l1' for update`
      if (lamp === undefined || hasMovedOn(entry, lamp)) return refuse('audit_moved_on')
      await tx.sql`update lamps set lit = ${!lamp.lit} where id = 'l1'`
      return { from: lamp, to: { lit: !lamp.lit } }
    },
    ['operator'],
  )
})

function person(name: string, role: Role): Actor {
  return { kind: 'person', id: `us_${name}`, name, role }
}

const change = (over: Partial<Change> = {}): Change => ({
  at: clock.now(),
  actor: ANN,
  action: 'lamp.switch',
  subject: 'lamp:l1',
  from: { lit: false },
  to: { lit: true },
  why: '天黑了',
  ...over,
})

const switchLamp = (lit: boolean, actor = ANN) =>
  database.db.tx(async (tx) => {
    await tx.sql`update lamps set lit = ${lit} where id = 'l1'`
    return recordChange(tx, change({ actor, from: { lit: !lit }, to: { lit } }))
  })
const isLit = async () => (await database.db.sql<{ lit: boolean }>`select lit from lamps`)[0]?.lit
const all = (filter = {}) => audit.list(filter, { before: null, limit: 100 })

describe('an entry', () => {
  it('says who, what, from what to what, and why', async () => {
    const id = await switchLamp(true)
    expect(await audit.read(id)).toEqual({
      ...change(),
      id,
      subjectName: null,
      undoes: null,
      undoneBy: null,
    })
  })

  it('stands in the commit of its change, or not at all', async () => {
    const done = await database.db.tx(async (tx) => {
      await tx.sql`update lamps set lit = true`
      await recordChange(tx, change())
      return refuse('audit_moved_on')
    })
    expect([isRefusal(done), await isLit(), await all()]).toEqual([true, false, []])
  })

  it('is never changed and never deleted', async () => {
    await switchLamp(true)
    await expect(database.db.sql`update audit_entries set why = 'other'`).rejects.toThrow('append-only')
    await expect(database.db.sql`delete from audit_entries`).rejects.toThrow('append-only')
  })

  it('keeps plain values as they are, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const id = await database.db.tx((tx) => recordChange(tx, change({ to: value })))
        const entry = (await audit.read(id)) as AuditEntry
        expect(hasMovedOn(entry, value)).toBe(false)
        expect(hasMovedOn(entry, [value])).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('knows that nothing moved whatever the order of names, and with amounts as bigint', async () => {
    expect(hasMovedOn({ to: { amountMinor: 5, on: [1, 2] } }, { on: [1, 2], amountMinor: 5n })).toBe(false)
    expect(hasMovedOn({ to: { on: [1, 2] } }, { on: [2, 1] })).toBe(true)
    expect(hasMovedOn({ to: null }, undefined)).toBe(false)
  })
})

describe('the log', () => {
  it('is newest first and read page by page, also where many changes share a millisecond', async () => {
    const ids: string[] = []
    for (let index = 0; index < 7; index += 1) {
      if (index === 3) clock.advance(1)
      ids.unshift(await switchLamp(index % 2 === 0))
    }
    const read: string[] = []
    let cursor: string | undefined
    do {
      const before = readCursor(cursor)
      if (isRefusal(before)) throw new Error(before.refusal)
      const rows = await audit.list({}, { before, limit: 3 })
      const page = toPage(
        rows,
        2,
        ({ at, id }) => ({ at, id }),
        ({ id }) => id,
      )
      read.push(...page.data)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(read).toEqual(ids)
  })

  it('is filtered by subject, by who, and by action or kind of action', async () => {
    await switchLamp(true)
    await switchLamp(false, BO)
    await database.db.tx((tx) =>
      recordChange(tx, change({ action: 'lampshade.wash', subject: 'lampshade:s1' })),
    )
    const counts = await Promise.all(
      [
        { subject: 'lamp:l1' },
        { who: 'us_bo' },
        { who: 'bo' },
        { action: 'lamp' },
        { action: 'lampshade.wash' },
        { action: 'lamp', who: 'us_bo' },
        { subject: 'lamp:l2' },
      ].map(async (filter) => (await all(filter)).length),
    )
    expect(counts).toEqual([2, 1, 1, 2, 1, 1, 0])
  })
})

describe('rolling back', () => {
  it('changes it back and says so, on both entries', async () => {
    const id = await switchLamp(true)
    const entry = await audit.rollBack(id, ANN, '开错了')
    expect(await isLit()).toBe(false)
    const [latest] = await all()
    expect(latest).toMatchObject({
      undoes: id,
      from: { lit: true },
      to: { lit: false },
      why: '开错了',
      actor: ANN,
    })
    expect(entry).toMatchObject({ id, undoneBy: { id: latest?.id, actor: ANN, why: '开错了' } })
  })

  it('is itself a change that can be rolled back', async () => {
    await audit.rollBack(await switchLamp(true), ANN, '开错了')
    const [undone] = await all()
    await audit.rollBack(undone?.id ?? '', ANN, '没开错')
    expect([await isLit(), (await all()).length]).toEqual([true, 3])
  })

  it('is refused when the subject has moved on since', async () => {
    const id = await switchLamp(true)
    await switchLamp(false, BO)
    expect(await audit.rollBack(id, ANN, 'x')).toMatchObject({ refusal: 'audit_moved_on' })
    expect((await all()).length).toBe(2)
  })

  it('is refused when others have changed it since, though it stands as it was left', async () => {
    const id = await switchLamp(true)
    await switchLamp(false, BO)
    const later = await switchLamp(true, BO)
    expect(await audit.rollBack(id, ANN, 'x')).toMatchObject({ refusal: 'audit_moved_on' })
    expect([await isLit(), (await all()).length]).toEqual([true, 3])
    // Taken back one after the other, it can be.
    await audit.rollBack(later, ANN, 'x')
    const [, , off] = await all()
    await audit.rollBack(off?.id ?? '', ANN, 'x')
    expect(await audit.rollBack(id, ANN, 'x')).toMatchObject({ undoneBy: {} })
    expect(await isLit()).toBe(false)
  })

  it('is not refused for what was changed of the subject beside it, nor for what was taken back', async () => {
    const id = await switchLamp(true)
    await database.db.tx((tx) => recordChange(tx, change({ action: 'lamp.paint', to: { colour: 'red' } })))
    await audit.rollBack(await switchLamp(false, BO), BO_AS_OPERATOR, 'x')
    expect(await audit.rollBack(id, ANN, 'x')).toMatchObject({ undoneBy: {} })
    expect(await isLit()).toBe(false)
  })

  it('is refused for what was taken back and then done again after all', async () => {
    const id = await switchLamp(true)
    const off = await switchLamp(false, BO)
    await audit.rollBack(off, ANN, 'on after all')
    await audit.rollBack((await all())[0]?.id ?? '', ANN, 'off after all')
    await switchLamp(true)
    expect(await audit.rollBack(id, ANN, 'x')).toMatchObject({ refusal: 'audit_moved_on' })
  })

  it('happens once, however many ask at once', async () => {
    const id = await switchLamp(true)
    const asked = await Promise.all(Array.from({ length: 5 }, () => audit.rollBack(id, ANN, 'x')))
    expect(asked.filter((one) => !isRefusal(one))).toHaveLength(1)
    for (const one of asked.filter(isRefusal)) expect(one.refusal).toBe('audit_already_rolled_back')
    expect([await isLit(), (await all()).length]).toEqual([false, 2])
  })

  it('is for those who may make the change, and for the admin', async () => {
    const id = await switchLamp(true)
    const entry = (await audit.read(id)) as AuditEntry
    expect(audit.mayRollBack(entry, 'support')).toBe(false)
    expect(await audit.rollBack(id, BO, 'x')).toMatchObject({
      refusal: 'role_not_allowed',
      details: { role: 'support', allowed: 'operator, admin' },
    })
    expect(audit.mayRollBack(entry, 'admin')).toBe(true)
    expect(await audit.rollBack(id, person('cy', 'admin'), 'x')).toMatchObject({ undoneBy: {} })
    expect(audit.mayRollBack((await audit.read(id)) as AuditEntry, 'admin')).toBe(false)
  })

  it('needs a way back, and an entry', async () => {
    const id = await database.db.tx((tx) => recordChange(tx, change({ action: 'lamp.smash' })))
    expect(audit.canUndo('lamp.smash')).toBe(false)
    expect(await audit.rollBack(id, ANN, 'x')).toMatchObject({ refusal: 'audit_has_no_way_back' })
    expect(await audit.rollBack('au_nothing', ANN, 'x')).toMatchObject({ refusal: 'audit_entry_not_found' })
    expect(() => audit.register('lamp.switch', async () => refuse('x'), [])).toThrow('has a way back already')
  })
})
