import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import { kindOf, loadCapabilities, platformCapabilityOf } from '../capability/index.js'
import type { LaunchRules } from '../rules-schema.js'
import { type On, selectRivalOf } from './queries.js'

export type SurroundingsRefusal = 'method_in_another_launch' | 'unknown_capability' | 'capability_missing'

/**
 * What is wrong with the rules among the other launches and with what institutions have granted. `goesLive`: from now
 * on shoppers may see it; a launch that is live already stays so when a capability is suspended, and is hidden by that.
 */
export async function checkSurroundings(
  on: On,
  launchId: string,
  rules: LaunchRules,
  goesLive: boolean,
): Promise<Refusal<SurroundingsRefusal> | null> {
  const rival = rules.state === 'ended' ? null : await selectRivalOf(on, launchId, rules.methods)
  if (rival !== null)
    return refuse('method_in_another_launch', { method: rival.method, launchId: rival.id, name: rival.name })
  const states = new Map((await loadCapabilities(on, null)).map(({ id, state }) => [id, state]))
  for (const id of rules.requires) {
    const state = states.get(id) ?? null
    // What institutions grant at all may be missing for want of an application.
    if (state === null && !(goesLive && kindOf(id) !== null))
      return refuse('unknown_capability', { capability: id })
    if (goesLive && state !== 'granted') return refuse('capability_missing', { capability: id, state })
  }
  return null
}

/**
 * The institution's leave to take payments at all is needed whether somebody named it or not; and it is named from then
 * on, so that the methods are hidden when it is suspended.
 */
export function requiredToGoLive(institution: string, { requires }: LaunchRules): string[] {
  const own = platformCapabilityOf(institution)
  return requires.includes(own) ? requires : [...requires, own]
}
