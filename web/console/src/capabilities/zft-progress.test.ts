import { expect, it } from 'vitest'
import { zftProgress } from './zft-progress.js'

it('says whom an application waits for, and nothing of other answers', () => {
  expect(zftProgress('031 PASS CREATE NOT_CONFIRM', 'zh')).toBe('客户资料通过，风控待审，商户未在支付宝确认')
  expect(zftProgress('031 SKIP PASS FINISH', 'en')).toBe(
    'data not needed, risk passed, the merchant has agreed',
  )
  expect(zftProgress('031 PONDERING PASS FINISH', 'en')).toContain('data PONDERING')
  for (const answer of ['10000', 'timeout', '99 PASS PASS FINISH', 'APPLYMENT_STATE_AUDITING'])
    expect(zftProgress(answer, 'zh')).toBeNull()
})
