import { useEffect, useState } from 'preact/hooks'

/** This device's time in milliseconds, drawn anew once a second while something counts down. */
export function useNow(ticking: boolean): number {
  const [, redraw] = useState(0)
  useEffect(() => {
    if (!ticking) return
    const timer = setInterval(() => redraw((ticks) => ticks + 1), 1000)
    return () => clearInterval(timer)
  }, [ticking])
  return Date.now()
}
