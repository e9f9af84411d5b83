import { expect, it } from 'vitest'
import { hrefTo, matchRoute, parseHash } from './route.js'

it('reads a hash', () => {
  expect(parseHash('').path).toBe('/')
  expect(parseHash('#/orders/or_1').path).toBe('/orders/or_1')
  const route = parseHash('#/search?q=a%20b')
  expect(route.path).toBe('/search')
  expect(route.query.get('q')).toBe('a b')
})

it('matches patterns', () => {
  expect(matchRoute('/orders/:id', '/orders/or_1')).toEqual({ id: 'or_1' })
  expect(matchRoute('/accounts/:code', '/accounts/institution%3Awechatpay')).toEqual({
    code: 'institution:wechatpay',
  })
  expect(matchRoute('/orders/:id', '/orders')).toBeNull()
  expect(matchRoute('/', '/')).toEqual({})
  expect(matchRoute('/orders', '/refunds')).toBeNull()
  expect(matchRoute('/orders/:id', '/orders/%E0%A4%A')).toEqual({ id: '%E0%A4%A' })
})

it('writes what it reads', () => {
  const route = parseHash(hrefTo('/search', { q: '订单 & 1', state: undefined }))
  expect(route.path).toBe('/search')
  expect([...route.query]).toEqual([['q', '订单 & 1']])
})
