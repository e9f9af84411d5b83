import { expect, it } from 'vitest'
import { needsReason, zftField } from './zft-words.js'

const say = (zh: string): string => zh

it('names a field by its place, then by its last name, then as it is', () => {
  expect(zftField('name', say)).toBe('商户名称')
  expect(zftField('contact_infos.0.name', say)).toBe('联系人')
  expect(zftField('biz_cards.0.account_no', say)).toBe('银行账号')
  expect(zftField('service.1', say)).toBe('开通的产品')
  expect(zftField('sites.0.icp_no', say)).toBe('icp_no')
})

it('asks for a reason before somebody is turned away, and not before they are let in', () => {
  expect((['reject_data', 'reject_risk', 'refuse'] as const).every(needsReason)).toBe(true)
  expect((['pass_data', 'pass_risk', 'confirm', 'approve'] as const).some(needsReason)).toBe(false)
})
