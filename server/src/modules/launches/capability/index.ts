import type { DueWork } from '../../../platform/due/index.js'
import type { CapabilityDeps } from './deps.js'
import { pursueDueCapabilities } from './pursue-capability.js'
import { pursueDueSubMerchants } from './sub-merchants/pursue-sub-merchant.js'

export type { CapabilityDeps, ReviewDesks } from './deps.js'
export { kindOf, platformCapabilityOf } from './kinds.js'
export { loadCapabilities, loadSubMerchantsAt } from './load-capabilities.js'
export { CAPABILITY_REFUSALS } from './refusals.js'
export { registerCapabilityRoutes } from './routes.js'
export { hurrySubMerchant } from './sub-merchants/queries.js'

/** Applications are handed in and asked about with nobody watching. */
export function capabilityDueWork(deps: CapabilityDeps): DueWork[] {
  return [
    {
      name: 'launches.capabilities',
      everyMs: 1_000,
      limit: 8,
      find: (limit) => pursueDueCapabilities(deps, limit),
    },
    {
      name: 'launches.sub-merchants',
      everyMs: 1_000,
      limit: 8,
      find: (limit) => pursueDueSubMerchants(deps, limit),
    },
  ]
}
