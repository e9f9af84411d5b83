import type { Db, Sql } from '../../../platform/db/index.js'
import type { LaunchesDeps } from '../deps.js'
import {
  diffLines,
  REMIND_FROM_MS,
  selectAgreedSeqs,
  selectNeededTerms,
  selectTerms,
  selectTermsInForce,
  selectUpcomingTerms,
  type TermsVersion,
} from '../terms/index.js'
import { tellMerchant, tellMove } from './merchant-words.js'
import { type LaunchRow, type Participation, selectLaunchesFor, selectParticipation } from './queries.js'
import { selectSubMerchantAt, standingOf } from './standing.js'
import type { PartState } from './states.js'

type Deps = Pick<LaunchesDeps, 'db' | 'clock' | 'book' | 'rulebooks'>

/** Everything about methods and terms that the merchant is to know, as one answer. */
export async function viewLaunchesOf(deps: Deps, merchantId: string) {
  const { sql } = deps.db
  const now = deps.clock.now()
  const launches = (await selectLaunchesFor(sql, merchantId)).filter(({ rules }) => rules.state !== 'ended')
  const found = await Promise.all(
    launches.map((launch) => selectParticipation(sql, { merchantId, launchId: launch.id })),
  )
  const participations = found.filter((part) => part !== null)
  const subMerchantAt = await selectSubMerchantAt(sql, merchantId)
  const inForce = await selectTermsInForce(sql, now)
  const changes = await selectChanges(deps.db, merchantId)
  const data = launches.map((launch, at) =>
    viewLaunch(deps, {
      launch,
      part: found[at] ?? null,
      merchant: { id: merchantId, participations, subMerchantAt },
      inForce,
      changes: changes.filter(({ launchId }) => launchId === launch.id),
    }),
  )
  return { data, ...(await viewTermsToAgree(sql, merchantId, launches, participations, now)) }
}

interface Seen {
  readonly launch: LaunchRow
  readonly part: Participation | null
  readonly merchant: Parameters<typeof standingOf>[1]
  readonly inForce: TermsVersion | null
  readonly changes: readonly Change[]
}

function viewLaunch(deps: Deps, { launch, part, merchant, inForce, changes }: Seen) {
  const { live, because } = standingOf(deps, merchant, launch)
  const offers = deps.book.offers().map(({ offer }) => offer)
  return {
    launchId: launch.id,
    name: launch.name,
    nameEn: launch.nameEn,
    institution: launch.institution,
    methods: launch.rules.methods.map((method) => {
      const offer = offers.find((one) => one.method === method)
      return { method, name: offer?.zh ?? method, nameEn: offer?.en ?? method }
    }),
    state: part?.state ?? ('not_invited' as const),
    openToEveryone: launch.rules.merchants === 'everyone',
    live,
    /** Shown to some shoppers only while the share is being raised. */
    partly: live && launch.rules.shareBp < 10_000,
    because: because.map(tellMerchant),
    terms: inForce === null ? null : viewText(inForce),
    agreedTermsSeq: part?.agreedTermsSeq ?? null,
    invitedAt: part?.invitedAt?.toISOString() ?? null,
    expiresAt: part?.state === 'invited' ? (part.expiresAt?.toISOString() ?? null) : null,
    seenAt: part?.seenAt?.toISOString() ?? null,
    changes: changes.map((change) => {
      const [what, whatEn] = tellMove(change)
      return { at: change.at.toISOString(), state: change.to, what, whatEn, by: change.by }
    }),
  }
}

const viewText = ({ seq, label, body, bodyEn, effectiveAt, agreement }: TermsVersion) => ({
  seq,
  label,
  body,
  bodyEn,
  effectiveAt: effectiveAt?.toISOString() ?? null,
  agreement,
})

/**
 * What a merchant with methods must agree to: a version that is near, and one that is in force already without its
 * agreement, each with what changed since the version that it agreed to last.
 */
async function viewTermsToAgree(
  sql: Sql,
  merchantId: string,
  launches: readonly LaunchRow[],
  participations: readonly Participation[],
  now: Date,
) {
  const agreed = await selectAgreedSeqs(sql, merchantId)
  const takesPart =
    launches.some(({ rules }) => rules.merchants === 'everyone') ||
    participations.some(({ state }) => ['accepted', 'active', 'paused', 'suspended'].includes(state))
  if (!takesPart) return { upcomingTerms: null, neededTerms: null }
  const underSeqs = launches.map(({ rules }) =>
    rules.merchants === 'everyone' ? (rules.everyoneUnderTermsSeq ?? 0) : 0,
  )
  const last = Math.max(0, ...agreed, ...underSeqs)
  const needed = await selectNeededTerms(sql, now)
  const isLate =
    needed !== null &&
    launches.some(({ id, rules }) =>
      isBehind(
        rules,
        participations.find((part) => part.launchId === id),
        needed,
      ),
    )
  const near = (await selectUpcomingTerms(sql, now)).find(({ agreement }) => agreement === 'needed')
  const upcoming = near === undefined ? null : await selectTerms(sql, near.seq)
  const isNear =
    upcoming?.effectiveAt != null && upcoming.effectiveAt.getTime() - now.getTime() <= REMIND_FROM_MS
  const before = last === 0 ? null : await selectTerms(sql, last)
  const view = (version: TermsVersion, base: TermsVersion | null) => ({
    ...viewText(version),
    agreed: agreed.has(version.seq),
    since: base === null ? null : base.label,
    diff: diffLines(base?.body ?? '', version.body),
    diffEn: diffLines(base?.bodyEn ?? '', version.bodyEn),
  })
  const late = isLate ? await selectTerms(sql, needed) : null
  const base = before?.seq === upcoming?.seq ? await selectTermsInForce(sql, now) : before
  return {
    upcomingTerms: isNear ? view(upcoming, base) : null,
    neededTerms: late === null ? null : view(late, before),
  }
}

/** Whether the methods of that launch are off until the merchant agrees: as the decision says it. */
function isBehind(rules: LaunchRow['rules'], part: Participation | undefined, needed: number): boolean {
  const everyone = rules.merchants === 'everyone'
  const takesPart = ['accepted', 'active', 'paused', 'suspended'].includes(part?.state ?? '')
  if (!takesPart && (!everyone || part?.state === 'declined')) return false
  return Math.max(part?.agreedTermsSeq ?? 0, everyone ? (rules.everyoneUnderTermsSeq ?? 0) : 0) < needed
}

interface Change {
  readonly launchId: string
  readonly at: Date
  readonly from: PartState | null
  readonly to: PartState
  readonly agreedTermsSeq: number | null
  readonly why: string | null
  readonly by: string | null
}

/** What changed, newest first. Of who did it, only the merchant's own people are named. */
const selectChanges = (db: Db, merchantId: string) => db.sql<Change>`
  select m.launch_id as "launchId", m.at, m.from_state as "from", m.to_state as "to",
    m.agreed_terms_seq as "agreedTermsSeq", m.why, u.username as by
  from participation_moves m
    left join users u on u.id = m.actor ->> 'id' and u.realm = 'workbench' and u.merchant_id = m.merchant_id
  where m.merchant_id = ${merchantId} order by m.id desc limit 60`
