import { json } from '../../../platform/db/index.js'
import { isRefusal } from '../../../platform/refusal/index.js'
import type { Actor } from '../../audit/index.js'
import { raiseAlert } from '../alerts/raise-alert.js'
import type { LaunchesDeps } from '../deps.js'
import { pauseSchedule, settleSchedule, stepBack } from '../ramp/move-schedule.js'
import { type Launch, selectLowerShare } from '../ramp/queries.js'
import { holdLaunch, subjectOf, writeVersion } from '../ramp/write-version.js'
import type { Guardrail, LaunchRules } from '../rules-schema.js'
import { describeTrip } from './describe.js'
import type { Reading } from './measure.js'

/**
 * Acts on a breach: the next version of the rules, the trip, the alert and the audit entry in one commit. Attempts are
 * not touched: who is paying goes on. Does nothing when the launch is no longer what was measured; it is measured again
 * in a moment. True when it acted.
 */
export async function tripGuardrail(
  deps: Pick<LaunchesDeps, 'db' | 'clock' | 'rulebooks'>,
  measuredLaunch: Launch,
  { position, guardrail, measured }: Reading,
): Promise<boolean> {
  const acted = await deps.db.tx(async (tx) => {
    const launch = await holdLaunch(tx, measuredLaunch.id)
    if (isRefusal(launch) || launch.version !== measuredLaunch.version) return false
    const lowerBp = await selectLowerShare(tx, launch.id, launch.rules.shareBp)
    const at = deps.clock.now()
    const said = describeTrip(guardrail, measured)
    const written = await writeVersion(tx, launch, afterBreach(launch.rules, guardrail, lowerBp), {
      actor: actorOf(guardrail),
      at,
      action: 'launch.trip',
      why: `${said.zh} · ${said.en}`,
    })
    const { at: _at, ...figures } = measured
    await tx.sql`
      insert into guardrail_trips (launch_id, position, at, version, guardrail, figures)
      values (${launch.id}, ${position}, ${written.validFrom}, ${written.version}, ${json(guardrail)}, ${json(figures)})`
    await raiseAlert(tx, {
      at: written.validFrom,
      kind: 'guardrail.tripped',
      subject: subjectOf(launch.id),
      data: {
        name: launch.name,
        nameEn: launch.nameEn,
        version: written.version,
        guardrail,
        figures,
        ...said,
      },
    })
    return true
  })
  if (acted) await deps.rulebooks.announce()
  return acted
}

function afterBreach(rules: LaunchRules, { onBreach }: Guardrail, lowerBp: number): LaunchRules {
  switch (onBreach) {
    case 'pause':
      return pauseSchedule(rules)
    case 'step_back':
      return stepBack(rules, lowerBp)
    case 'halt':
      return settleSchedule({ ...rules, state: 'halted' })
  }
}

const actorOf = ({ metric }: Guardrail): Actor => ({
  kind: 'guardrail',
  id: `guardrail:${metric}`,
  name: metric,
  role: null,
})
