/// <reference lib="dom" />
import type { Page } from 'playwright-core'

interface LayoutShift extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
}

/** To be called before the page is opened; what it gives sums the shifts that no input caused. */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen: LayoutShift[] = []
    const watcher = new PerformanceObserver((list) => {
      seen.push(...(list.getEntries() as LayoutShift[]))
    })
    watcher.observe({ type: 'layout-shift', buffered: true })
    Object.assign(window, { layoutShifts: seen })
  })
  return () =>
    page.evaluate(() =>
      (window as unknown as { layoutShifts: LayoutShift[] }).layoutShifts
        .filter(({ hadRecentInput }) => !hadRecentInput)
        .reduce((sum, { value }) => sum + value, 0),
    )
}

/** Counts what scripts and styles weigh on the wire, as compressed as they came, headers included. */
export async function weighCode(page: Page): Promise<() => number> {
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  const code = new Set<string>()
  let bytes = 0
  wire.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script' || type === 'Stylesheet') code.add(requestId)
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (code.has(requestId)) bytes += encodedDataLength
  })
  return () => bytes
}
