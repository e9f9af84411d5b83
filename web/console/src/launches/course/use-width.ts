import { type RefObject, useLayoutEffect, useState } from 'react'

/** How wide an element is in CSS pixels, also after it changes; 0 before it stands. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const held = element.current
    if (held === null) return
    setWidth(held.clientWidth)
    const watcher = new ResizeObserver(() => setWidth(held.clientWidth))
    watcher.observe(held)
    return () => watcher.disconnect()
  }, [element])
  return width
}
