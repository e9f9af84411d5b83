import { expect, it } from 'vitest'
import { describePolicy, type MethodPolicy, moveOne } from './policy.js'

const policy: MethodPolicy = { order: ['fits_scene', 'cheapest'], preselect: 'none', house: null, feeBp: {} }

it('moves one a place, and nothing at the ends', () => {
  expect(moveOne(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moveOne(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
  expect(moveOne(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moveOne(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})

it('says another thing for every part of a policy that changes', () => {
  const before = describePolicy(policy, 'en')
  const changes: Partial<MethodPolicy>[] = [
    { order: ['cheapest', 'fits_scene'] },
    { preselect: 'first' },
    { house: 'alipay' },
    { feeBp: { alipay_scan: 60 } },
  ]
  for (const change of changes) {
    const after = describePolicy({ ...policy, ...change }, 'en')
    expect(after.filter(({ said }, at) => said !== before[at]?.said)).toHaveLength(1)
  }
})

it('takes no fee and a fee of nothing for the same', () => {
  expect(describePolicy({ ...policy, feeBp: { alipay_scan: 0 } }, 'zh')).toEqual(describePolicy(policy, 'zh'))
})
