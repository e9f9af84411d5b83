import type { Audit } from '../../audit/index.js'
import { undoPolicyChange } from './change-policy.js'

export { POLICY_REFUSALS } from './refusals.js'
export { registerPolicyRoutes } from './routes.js'

export function registerPolicyUndoes(audit: Pick<Audit, 'register'>): void {
  audit.register('method-policy.change', undoPolicyChange, ['operator'])
}
