import { type Loaded, useLoad } from '../../../office/src/use-load.js'
import type { Capability } from '../capabilities/capability-api.js'
import { api } from '../console-api.js'

const EVERY_MS = 10_000

/** What institutions have granted, as far as it was ever asked for. */
export function useCapabilities(): Loaded<Capability[]> {
  return useLoad(
    'capabilities',
    (signal) => api.get<{ data: Capability[] }>('/capabilities', signal).then(({ data }) => data),
    { everyMs: () => EVERY_MS },
  )
}
