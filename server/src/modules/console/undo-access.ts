import { isRefusal, refuse } from '../../platform/refusal/index.js'
import { conditionOfUser, type Role } from '../access/index.js'
import { type AuditEntry, hasMovedOn, type Undo } from '../audit/index.js'
import type { ConsoleDeps } from './deps.js'
import { conditionOf as conditionOfKey } from './key-routes.js'

/** The ways back from changes of people and keys. A key that was revoked stays so: somebody may have had reason to fear it. */
export function registerAccessUndo({ access, audit }: Pick<ConsoleDeps, 'access' | 'audit'>): void {
  // Each changes first and compares then: a refusal takes the whole transaction back, and what is held is held in the
  // order in which everybody else holds it.
  const undoRole: Undo = async (tx, entry) => {
    const { role } = entry.from as { role: Role }
    const change = await access.changeRole(tx, idOf(entry), role)
    if (isRefusal(change)) return change
    const from = { role: change.before.role }
    return hasMovedOn(entry, from) ? refuse('audit_moved_on') : { from, to: { role } }
  }

  const undoSwitch: Undo = async (tx, entry) => {
    const to = entry.from as { disabled: boolean }
    const verb = to.disabled ? 'disable' : 'enable'
    const change = await access.switchUser(tx, idOf(entry), `${verb}d`)
    if (isRefusal(change)) return change
    const from = { disabled: change.before.disabledAt !== null }
    return hasMovedOn(entry, from) ? refuse('audit_moved_on') : { from, to, action: `user.${verb}` }
  }

  const undoAdd: Undo = async (tx, entry) => {
    const change = await access.switchUser(tx, idOf(entry), 'disabled')
    if (isRefusal(change)) return change
    if (hasMovedOn(entry, conditionOfUser(change.before))) return refuse('audit_moved_on')
    return { from: { disabled: false }, to: { disabled: true }, action: 'user.disable' }
  }

  const undoKey: Undo = async (tx, entry) => {
    const revoked = await access.revokeApiKey(idOf(entry), tx)
    if (isRefusal(revoked)) return revoked
    const from = conditionOfKey(revoked.before)
    if (hasMovedOn(entry, from)) return refuse('audit_moved_on')
    return { from, to: { ...from, revoked: true }, action: 'api-key.revoke' }
  }

  for (const [action, undo] of [
    ['user.change-role', undoRole],
    ['user.enable', undoSwitch],
    ['user.disable', undoSwitch],
    ['user.add', undoAdd],
    ['api-key.make', undoKey],
  ] as const)
    audit.register(action, undo, ['admin'])
}

const idOf = ({ subject }: AuditEntry): string => subject.slice(subject.indexOf(':') + 1)
