import { describe, expect, test } from 'vitest'
import {
  CALL_EFFECTS,
  type FaultEffect,
  NOTICE_ALTERATIONS,
  NOTICE_FATES,
  REFUND_EFFECTS,
} from '../../../src/core/faults.js'
import { ALTERATIONS, canSuffer, EFFECTS, type EffectKind, effectOf, operationsFor } from './fault-effects.js'

const named = (kind: EffectKind) => EFFECTS.filter((one) => one.kind === kind).map(({ effect }) => effect)
const sorted = (effects: readonly string[]) => [...effects].sort()

describe('the faults that the home page offers', () => {
  test.each<[EffectKind, readonly FaultEffect[]]>([
    ['call', CALL_EFFECTS],
    ['refund', REFUND_EFFECTS],
    ['notice', [...NOTICE_FATES, ...NOTICE_ALTERATIONS]],
  ])('are all that the sandbox knows for a %s', (kind, known) => {
    expect(sorted(named(kind))).toEqual(sorted(known))
  })

  test('an extra notice may be spoiled in every way a delivery can be', () => {
    expect(sorted(ALTERATIONS.map(({ effect }) => effect))).toEqual(sorted(NOTICE_ALTERATIONS))
  })

  test('"delay" is told by what it strikes at', () => {
    expect(effectOf('delay', 'notice.payment')?.kind).toBe('notice')
    expect(effectOf('delay', 'query')?.kind).toBe('call')
  })

  test('operations are what the server says, by what they can suffer, each once', () => {
    const known = { wechatpay: ['native', 'refund', 'notice.transfer'], alipay: ['precreate', 'refund'] }
    expect(operationsFor(known, '*', 'call')).toEqual(['native', 'refund', 'precreate'])
    expect(operationsFor(known, 'wechatpay', 'notice')).toEqual(['notice.transfer'])
    expect(operationsFor(known, 'alipay', 'notice')).toEqual([])
    expect(operationsFor(known, '*', 'refund')).toEqual(['refund'])
    expect(operationsFor({}, 'acquirer', 'call')).toEqual([])
  })

  test('no institution is offered what it cannot suffer', () => {
    const known = { wechatpay: ['native', 'refund'], official_account: ['token', 'notice.event'] }
    const suffers = (name: 'wechatpay' | 'official_account', effect: string) =>
      canSuffer(known, name, EFFECTS.find((one) => one.effect === effect)!)
    expect(suffers('wechatpay', 'refund_closed')).toBe(true)
    expect(suffers('official_account', 'refund_closed')).toBe(false)
    expect(suffers('official_account', 'forge')).toBe(true)
    expect(suffers('official_account', 'forge_answer')).toBe(false)
    expect(suffers('wechatpay', 'lose')).toBe(false)
    expect(canSuffer(null, 'acquirer', { effect: 'lose', kind: 'notice' })).toBe(true)
  })
})
