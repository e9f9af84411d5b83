import { useState } from 'react'
import { type ApiRefusal, asRefusal } from '../../office/src/api.js'
import type { Launches } from './launches-api.js'
import { useLaunches } from './use-launches.js'

/** One action at a time: its answer is the new picture, its refusal is shown, and the picture is read again. */
export function useAct() {
  const { put, reload } = useLaunches()
  const [busy, setBusy] = useState<string>()
  const [error, setError] = useState<ApiRefusal>()
  const act = async (name: string, run: () => Promise<Launches>): Promise<boolean> => {
    setBusy(name)
    setError(undefined)
    try {
      put(await run())
      return true
    } catch (thrown) {
      setError(asRefusal(thrown))
      reload()
      return false
    } finally {
      setBusy(undefined)
    }
  }
  return { act, busy, error }
}
