import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

/** What a phone's camera sees when it is held before the screen. */
export async function savePictureOf(page: Page): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hutong-picture-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'screen.png')
  await page.screenshot({ path })
  return path
}
