import { expect, it } from 'vitest'
import { entitleAlert } from './titles.js'

it('names a capability as people do, and one that nobody knows by its id', () => {
  expect(entitleAlert('capability.suspended', 'capability:wechatpay.platform', {})).toEqual({
    title: '能力“微信支付接入”被暂停，相关支付方式已隐藏',
    titleEn: 'The capability “WeChat Pay for the platform” was suspended; its methods are hidden',
  })
  expect(entitleAlert('capability.withdrawn', 'capability:other', {}).title).toContain('“other”')
})

it('counts merchants in both languages', () => {
  const near = (notAgreed: number) =>
    entitleAlert('terms_near', 'terms:2', { label: '第二版', stage: 'day_before', notAgreed })
  expect(near(1)).toEqual({
    title: '平台规则 第二版 一天内生效，还有 1 家商户没有同意',
    titleEn: 'Terms 第二版 take effect within a day; 1 merchant has not agreed',
  })
  expect(near(2).titleEn).toContain('2 merchants have not agreed')
  const late = entitleAlert('terms_took_effect', 'terms:2', { label: 'x', notAgreed: 1 })
  expect(late.titleEn).toBe('Terms x are in force; 1 merchant has not agreed and is without the methods')
})
