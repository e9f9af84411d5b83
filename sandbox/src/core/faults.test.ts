import { describe, expect, it } from 'vitest'
import { CALL_EFFECTS, createFaults, NOTICE_ALTERATIONS } from './faults.js'
import { createRandom } from './random.js'
import { openStore } from './store.js'

const faults = () => createFaults(openStore(null), createRandom(5))
const at = (operation: string, outTradeNo: string | null = null) =>
  ({ institution: 'wechatpay', operation, outTradeNo }) as const

describe('fault rules', () => {
  it('strike in the order they were written, each as often as it may', () => {
    const rules = faults()
    rules.add({ operation: 'native', effect: 'timeout_after', times: 1 })
    rules.add({ operation: 'native', effect: 'fail', times: 2 })
    const effects = Array.from({ length: 4 }, () => rules.take(at('native'), CALL_EFFECTS)?.effect ?? null)
    expect(effects).toEqual(['timeout_after', 'fail', 'fail', null])
    expect(rules.list().map(({ struck }) => struck)).toEqual([1, 2])
  })

  it('strike only where they are meant to', () => {
    const rules = faults()
    rules.add({ institution: 'alipay', effect: 'fail' })
    rules.add({ operation: 'query', outTradeNo: 'A', effect: 'fail' })
    rules.add({ effect: 'forge' })
    expect(rules.take(at('native', 'A'), CALL_EFFECTS)).toBeNull()
    expect(rules.take(at('query', 'B'), CALL_EFFECTS)).toBeNull()
    expect(rules.take(at('query', 'A'), CALL_EFFECTS)?.effect).toBe('fail')
    expect(rules.take({ ...at('anything'), institution: 'alipay' }, CALL_EFFECTS)?.effect).toBe('fail')
    expect(rules.take(at('notice.payment', 'A'), NOTICE_ALTERATIONS)?.effect).toBe('forge')
  })

  it('with a rate strike that often, the same way for the same seed', () => {
    const strikes = () => {
      const rules = faults()
      rules.add({ effect: 'fail', rate: 0.3 })
      return Array.from({ length: 1_000 }, () => rules.take(at('native'), CALL_EFFECTS) !== null)
    }
    const story = strikes()
    expect(story).toEqual(strikes())
    expect(story.filter(Boolean).length / 1_000).toBeCloseTo(0.3, 1)
  })

  it('are removed one by one or all together', () => {
    const rules = faults()
    const { id } = rules.add({ effect: 'fail' })
    rules.add({ effect: 'lose' })
    expect([rules.remove(id), rules.remove(id)]).toEqual([true, false])
    rules.clear()
    expect(rules.list()).toEqual([])
  })
})
