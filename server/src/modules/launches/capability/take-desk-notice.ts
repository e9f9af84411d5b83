import type { InstitutionName, RawNotice } from '../../../connectors/contract.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { applyReview } from './apply-review.js'
import type { CapabilityDeps } from './deps.js'
import { selectCapabilityIdByNumber } from './queries.js'

/**
 * Takes a desk's notice: signature and time first, then what it means in one commit with the notice's own row, and
 * only after that the acknowledgement. The same notice many times is one.
 */
export async function takeDeskNotice(
  deps: CapabilityDeps,
  institution: InstitutionName,
  raw: RawNotice,
): Promise<'taken' | Refusal<'notice_refused'>> {
  const desk = deps.desks.capability(institution)
  if (desk === null) return refuse('notice_refused', { because: 'no_desk' })
  const reading = desk.readNotice(raw)
  if (!reading.ok) {
    deps.log.warn(
      { institution, because: reading.because },
      `a review notice was refused: ${reading.message}`,
    )
    return refuse('notice_refused', { because: reading.because })
  }
  const { eventId, applicationNo, answer } = reading
  const at = deps.clock.now()
  const verdict = await deps.db.tx(async (tx) => {
    const id = await selectCapabilityIdByNumber(tx, applicationNo)
    if (id === null) return refuse('notice_refused', { because: 'unknown_application' })
    const { count } = await tx.sql`
      insert into capability_notices (institution, event_id, application_no, verdict, received_at)
      values (${institution}, ${eventId}, ${applicationNo}, 'nothing_new', ${at})
      on conflict do nothing`
    if (count === 0) {
      await tx.sql`
        update capability_notices set deliveries = deliveries + 1
        where institution = ${institution} and event_id = ${eventId}`
      return 'nothing_new'
    }
    const applied = await applyReview(tx, at, id, { applicationNo, answer })
    if (applied === 'moves')
      await tx.sql`
        update capability_notices set verdict = 'applied' where institution = ${institution} and event_id = ${eventId}`
    return applied
  })
  if (isRefusal(verdict)) {
    deps.log.warn({ institution, applicationNo }, 'a review notice names an application that is not ours')
    return verdict
  }
  if (verdict === 'moves') await deps.rulebooks.announce()
  return 'taken'
}
