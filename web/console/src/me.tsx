import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Call } from './calls.js'
import type { Me } from './console-api.js'

const MeContext = createContext<Me | null>(null)

export function MeProvider({ me, children }: { me: Me | null; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>
}

/** Who is signed in; pages are shown to nobody else. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('nobody is signed in')
  return me
}

/** Whether the reader's role may make a call: a button that would be refused is not shown. The server decides anyway. */
export function useMay(): (call: Call) => boolean {
  const { calls } = useMe()
  return useMemo(() => {
    const known = new Set(calls)
    return (call) => known.has(call.replace(' /', ' /console/api/'))
  }, [calls])
}
