/// <reference lib="dom" />
import { mkdirSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { inTree } from './start-program.js'

const FOLDER = inTree('docs/walk/')

interface Frame {
  /** Stands at the top of the picture. */
  readonly from?: Locator
  /** Stands at its foot. */
  readonly to?: Locator
}

/** A picture for docs/walk.md; only HUTONG_WALK=write leaves one there. */
export async function takePicture(page: Page, name: string, { from, to }: Frame = {}): Promise<void> {
  // A pointer over a button would be drawn as its hover.
  await page.mouse.move(0, 0)
  await from?.evaluate((element) => {
    element.scrollIntoView()
    // Out from under the bar that stays at the top.
    scrollBy(0, -124)
  })
  await to?.evaluate((element) => {
    element.scrollIntoView({ block: 'end' })
    scrollBy(0, 96)
  })
  const writes = process.env.HUTONG_WALK === 'write'
  if (writes) mkdirSync(FOLDER, { recursive: true })
  await page.screenshot({ animations: 'disabled', ...(writes ? { path: `${FOLDER}${name}.png` } : {}) })
}
