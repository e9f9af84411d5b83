import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Eyes, openBrowser } from './open-browser.js'
import { type Street, startStreet } from './start-street.js'

export interface Stage {
  readonly street: Street
  readonly eyes: Eyes
}

/** A street and a browser for one file. No test of it may leave an error in a console, or a request that failed. */
export function setStage(options: { readonly launch?: boolean } = {}): Stage {
  const stage = {} as { street: Street; eyes: Eyes }
  beforeAll(async () => {
    const [street, eyes] = await Promise.all([startStreet(options), openBrowser()])
    Object.assign(stage, { street, eyes })
  })
  afterEach(async () => {
    await stage.street.records.clearFaults()
    await stage.eyes.blink()
    expect(stage.eyes.complaints.take()).toEqual([])
  })
  afterAll(async () => {
    await stage.eyes?.close()
    await stage.street?.end()
  })
  return stage
}
