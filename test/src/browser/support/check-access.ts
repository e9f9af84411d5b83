/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

/** What axe-core calls serious or critical, at a desk's width and at a phone's: each a sentence. */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of SIZES) {
    await page.setViewportSize(size)
    if (await page.evaluate(() => !('axe' in window))) await page.evaluate(AXE)
    const violations = await page.evaluate(lookAtRest)
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(...nodes.map(({ html, any }) => `${size.width}: ${id}: ${html} ${any[0]?.message ?? ''}`))
  }
  return found
}

/**
 * Half-way through a fade every colour is wrong, and a fade may begin while axe looks (a toast leaves by itself): what
 * was found while anything moved is looked at once more.
 */
async function lookAtRest(): Promise<axe.Result[]> {
  const moving = () =>
    document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
  for (;;) {
    while (moving().length > 0) await Promise.allSettled(moving().map((one) => one.finished))
    let moved = false
    const note = () => {
      moved = true
    }
    const starts = ['animationstart', 'transitionrun'] as const
    for (const start of starts) document.addEventListener(start, note, true)
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
      resultTypes: ['violations'],
    })
    for (const start of starts) document.removeEventListener(start, note, true)
    if (violations.length === 0 || !(moved || moving().length > 0)) return violations
  }
}
