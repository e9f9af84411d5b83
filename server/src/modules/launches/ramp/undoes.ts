import type { Audit } from '../../audit/index.js'
import { actionOf, LAUNCH_MOVES } from './move-launch.js'
import { undoLaunchChange } from './roll-back-launch.js'

/** Every change of a launch can be taken back from the audit log, but its beginning and its end. */
export function registerRampUndoes(audit: Pick<Audit, 'register'>): void {
  const moves = LAUNCH_MOVES.filter((move) => move !== 'end').map(actionOf)
  const actions = ['launch.change', 'launch.roll-back', 'launch.advance', 'launch.trip', ...moves]
  for (const action of actions) audit.register(action, undoLaunchChange, ['operator'])
}
