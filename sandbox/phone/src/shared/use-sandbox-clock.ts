import { useCallback, useEffect, useState } from 'preact/hooks'
import { getJson } from './call-api.js'

export interface ClockView {
  mode: 'real' | 'frozen' | 'advanced'
  nowMs: number
}

/** The sandbox's own time, ticking on the screen. Validity follows it, so a frozen or advanced clock shows here too. */
export function useSandboxClock(): { nowMs: number; mode: ClockView['mode']; refresh: () => void } {
  const [known, setKnown] = useState({ mode: 'real' as ClockView['mode'], aheadMs: 0, frozenAtMs: 0 })
  const [localMs, setLocalMs] = useState(Date.now)
  const refresh = useCallback(() => {
    void getJson<ClockView>('/control/clock').then((answer) => {
      if (answer.outcome !== 'done' || typeof answer.value.nowMs !== 'number') return
      const { mode, nowMs } = answer.value
      setKnown({ mode, aheadMs: nowMs - Date.now(), frozenAtMs: nowMs })
    })
  }, [])
  useEffect(refresh, [])
  useEffect(() => {
    const ticking = setInterval(() => setLocalMs(Date.now()), 1000)
    return () => clearInterval(ticking)
  }, [])
  const nowMs = known.mode === 'frozen' ? known.frozenAtMs : localMs + known.aheadMs
  return { nowMs, mode: known.mode, refresh }
}
