import { type Loaded, useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import type { OperatorAlert } from '../launch-api.js'

const EVERY_MS = 5_000
/** More than these nobody reads one by one. */
const MOST = 100

/** Alerts that nobody has seen yet, newest first. */
export function useOpenAlerts(): Loaded<OperatorAlert[]> {
  return useLoad(
    'open',
    (signal) =>
      api.get<{ data: OperatorAlert[] }>(`/alerts?open=true&limit=${MOST}`, signal).then(({ data }) => data),
    { everyMs: () => EVERY_MS },
  )
}

export const markSeen = (id: string) => api.post(`/alerts/${encodeURIComponent(id)}/seen`)
