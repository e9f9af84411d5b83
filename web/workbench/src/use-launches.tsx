import { createContext, type ReactNode, useContext, useState } from 'react'
import { useLoad } from '../../office/src/use-load.js'
import { type Launches, readLaunches } from './launches-api.js'

type Held = ReturnType<typeof useLoad<Launches>>
interface Value extends Held {
  /** What an action has answered: newer than what was loaded. */
  put: (fresh: Launches) => void
}

const Context = createContext<Value | undefined>(undefined)
// The platform changes things too: a letter comes, a capability is suspended.
const LOOK_EVERY_MS = 30_000

/** One copy for the strip above every page and for the pages themselves. */
export function LaunchesProvider({ children }: { children: ReactNode }) {
  const loaded = useLoad('launches', readLaunches, { everyMs: () => LOOK_EVERY_MS })
  const [put, setPut] = useState<{ over: Launches | undefined; fresh: Launches }>()
  // The next load is newer again.
  const data = put !== undefined && put.over === loaded.data ? put.fresh : loaded.data
  const value = { ...loaded, data, put: (fresh: Launches) => setPut({ over: loaded.data, fresh }) }
  return <Context value={value}>{children}</Context>
}

export function useLaunches(): Value {
  const value = useContext(Context)
  if (value === undefined) throw new Error('useLaunches stands inside LaunchesProvider')
  return value
}
