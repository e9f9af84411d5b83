import type { Sandbox } from 'hutong-sandbox'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { startSandboxInProcess } from '../../support/index.js'
import { type MerchantCalls, merchantOf } from './merchant-calls.js'
import { type Eyes, openBrowser } from './open-browser.js'

export interface PhoneStage {
  readonly sandbox: Sandbox
  readonly merchant: MerchantCalls
  readonly eyes: Eyes
}

/** The sandbox alone and a browser, for one file; pages leave no error and no failed request behind. */
export function setPhoneStage(): PhoneStage {
  const stage = {} as { sandbox: Sandbox; merchant: MerchantCalls; eyes: Eyes }
  beforeAll(async () => {
    const [sandbox, eyes] = await Promise.all([startSandboxInProcess(), openBrowser()])
    Object.assign(stage, { sandbox, eyes, merchant: merchantOf(sandbox) })
  })
  afterEach(async () => {
    // Pages first: one that is still open would ask for what the reset took away.
    await stage.eyes.blink()
    stage.sandbox.control.reset()
    expect(stage.eyes.complaints.take()).toEqual([])
  })
  afterAll(async () => {
    await stage.eyes?.close()
    await stage.sandbox?.stop()
  })
  return stage
}
