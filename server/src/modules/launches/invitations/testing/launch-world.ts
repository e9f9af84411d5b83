import { createConnectorBook } from '../../../../connectors/book.js'
import { createManualClock, type ManualClock } from '../../../../platform/clock/index.js'
import { type Db, json } from '../../../../platform/db/index.js'
import { createLog } from '../../../../platform/log/index.js'
import { isRefusal } from '../../../../platform/refusal/index.js'
import type { Actor, By } from '../../../audit/index.js'
import { openRules } from '../../decision/testing/open-facts.js'
import type { LaunchesDeps } from '../../deps.js'
import { createRulebooks } from '../../rulebook/keep-rulebook.js'
import { loadRulebook } from '../../rulebook/load-rulebook.js'
import type { LaunchRules } from '../../rules-schema.js'
import { publishTerms } from '../../terms/publish-terms.js'
import { draftTerms } from '../../terms/write-draft.js'
import { acceptInvitation } from '../accept-invitation.js'
import { createBatch } from '../batches.js'
import { directBatch } from '../move-batch.js'
import { runDueBatches } from '../run-due-batches.js'
import type { Selection, Waves } from '../schema.js'

const OPERATOR: Actor = { kind: 'person', id: 'us_op', name: 'operator', role: 'operator' }
export const SELLER: Actor = { kind: 'person', id: 'us_seller', name: 'seller', role: null }
export const BY: By = { actor: OPERATOR, why: 'it is time' }
export const DAY_MS = 86_400_000

const RULES = openRules({ methods: ['wechatpay_scan'], merchants: 'invited', hideWhenFailing: false })

/** What terms and invitations are made of: neither speaks to an institution. */
type Ground = Pick<LaunchesDeps, 'db' | 'clock' | 'log' | 'book' | 'rulebooks'>

export interface LaunchWorld {
  readonly deps: Ground
  readonly db: Db
  readonly clock: ManualClock
  /** The next version of the launch's rules. */
  setRules(launchId: string, change: Partial<LaunchRules>): Promise<void>
  /** Publishes a version of the terms that takes effect so much later. */
  publish(label: string, afterMs?: number, agreement?: 'needed' | 'by_notice'): Promise<number>
  /** Merchants m_00001 and so on: categories tea, books and toys in turn, regions north and south, sizes as well. */
  addMerchants(count: number): Promise<void>
  startBatch(selection: Selection, waves?: Waves, expiresInMs?: number): Promise<string>
  accept(merchantId: string, termsSeq?: number): ReturnType<typeof acceptInvitation>
  stateOf(merchantId: string, launchId?: string): Promise<string>
  end(): Promise<void>
}

/** A database with one live launch `ln_1`, a clock that is moved by hand, and no server. */
export async function openLaunchWorld(database: {
  readonly db: Db
  drop(): Promise<void>
}): Promise<LaunchWorld> {
  const { db } = database
  const clock = createManualClock(new Date('2026-09-01T00:00:00Z'))
  const log = createLog({ level: 'silent' })
  const onError = () => {}
  const rulebooks = await createRulebooks({ db, load: loadRulebook, onError })
  const deps: Ground = { db, clock, log, book: createConnectorBook([]), rulebooks }
  await db.sql`
    insert into launches (id, name, name_en, institution, version, created_at)
    values ('ln_1', '灰度一', 'One', 'wechatpay', 1, ${clock.now()})`
  await db.sql`insert into launch_versions values ('ln_1', 1, ${clock.now()}, ${json(RULES)})`

  const world: LaunchWorld = {
    deps,
    db,
    clock,
    async setRules(launchId, change) {
      await db.sql`
        with latest as (
          update launches set version = version + 1 where id = ${launchId} returning id, version)
        insert into launch_versions
        select latest.id, latest.version, ${clock.now()}, v.rules || ${json(change)}
        from latest join launch_versions v on v.launch_id = latest.id and v.version = latest.version - 1`
      await rulebooks.refresh()
    },
    async publish(label, afterMs = 0, agreement = 'needed') {
      const body = `支付机构为商户开立支付账户。\n版本 ${label}`
      const draft = await draftTerms(deps, { label, agreement, body, bodyEn: `Version ${label}` }, BY)
      if (isRefusal(draft)) throw new Error(draft.refusal)
      const at = new Date(clock.now().getTime() + afterMs)
      const published = await publishTerms(deps, draft.seq, at, BY)
      if (isRefusal(published)) throw new Error(published.refusal)
      return published.seq
    },
    async addMerchants(count) {
      await db.sql`
        insert into merchants (id, name, category, region, size, created_at)
        select 'm_' || lpad(i::text, 5, '0'), '商户 ' || i, (array['tea', 'books', 'toys'])[1 + i % 3],
          (array['north', 'south'])[1 + i % 2], (array['small', 'medium', 'large'])[1 + i % 3], ${clock.now()}
        from generate_series(1, ${count}::integer) i`
    },
    async startBatch(selection, waves = [{ shareBp: 10_000, afterMs: 0 }], expiresInMs = DAY_MS) {
      const wish = { name: '一批', selection, waves, startsAt: clock.now(), expiresInMs }
      const batch = await createBatch(deps, 'ln_1', wish, BY)
      if (isRefusal(batch)) throw new Error(`${batch.refusal} ${JSON.stringify(batch.details)}`)
      const started = await directBatch(deps, batch.id, 'start', BY)
      if (isRefusal(started)) throw new Error(started.refusal)
      while ((await runDueBatches(deps, 4)) > 0);
      return batch.id
    },
    accept: (merchantId, termsSeq = 1) =>
      acceptInvitation(deps, { merchantId, launchId: 'ln_1', termsSeq, actor: SELLER }),
    async stateOf(merchantId, launchId = 'ln_1') {
      const [row] = await db.sql<{ state: string }>`
        select state from participations where merchant_id = ${merchantId} and launch_id = ${launchId}`
      return row?.state ?? 'not_invited'
    },
    async end() {
      await rulebooks.stop()
      await database.drop()
    },
  }
  return world
}
