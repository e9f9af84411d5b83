import { expect, it } from 'vitest'
import { placeOfAlert } from './alert-place.js'

it('leads from an alert to what it is about', () => {
  expect(placeOfAlert('launch:ln_1')).toEqual({ href: '#/launches/ln_1', leadsTo: 'launch' })
  expect(placeOfAlert('terms:3')).toEqual({ href: '#/launches/terms/3', leadsTo: 'terms' })
  expect(placeOfAlert('capability:wechatpay.platform')).toEqual({
    href: '#/capabilities/wechatpay.platform',
    leadsTo: 'capability',
  })
  expect(placeOfAlert('method:wechatpay_scan')).toBeNull()
})
