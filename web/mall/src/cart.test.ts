import { expect, test } from 'vitest'
import categories from '../catalog/categories.json' with { type: 'json' }
import goods from '../catalog/goods.json' with { type: 'json' }
import merchants from '../catalog/merchants.json' with { type: 'json' }
import { countPieces, groupBySeller, parseCart, totalOf, withMore, withQuantity } from './cart.js'
import { searchGoods } from './search-goods.js'

const catalog = { categories, goods, merchants }

test('quantities stay between nothing and ninety-nine, and rows keep their places', () => {
  let cart = withMore(withMore({}, 'tea-puer', 2), 'pen-brush', 1)
  cart = withQuantity(cart, 'tea-puer', 500)
  expect(cart).toEqual({ 'tea-puer': 99, 'pen-brush': 1 })
  expect(Object.keys(cart)).toEqual(['tea-puer', 'pen-brush'])
  expect(countPieces(cart)).toBe(100)
  expect(withQuantity(cart, 'tea-puer', 0)).toEqual({ 'pen-brush': 1 })
})

test('the cart is grouped by seller with sums, without what is no longer sold', () => {
  const groups = groupBySeller({ 'tea-puer': 2, 'tea-jasmine': 1, 'pen-brush': 3, gone: 1 }, catalog)
  expect(groups.map(({ merchant, amountMinor }) => [merchant.id, amountMinor])).toEqual([
    ['m_tea', 53400],
    ['m_study', 13500],
  ])
  expect(totalOf(groups)).toBe(66900)
})

test.each([[null], [''], ['{'], ['[]'], ['null'], ['{"a":"1","b":-1,"c":1.5}']])(
  'storage holding %j is an empty cart',
  (text) => {
    expect(parseCart(text)).toEqual({})
  },
)

test('search finds by name in both languages, by seller and by shelf, all words together', () => {
  const find = (words: string, category: string | null = null) =>
    searchGoods(catalog, { words, category }).map(({ id }) => id)
  expect(find('LONGJING')).toEqual(['tea-longjing'])
  expect(find('龙井')).toEqual(['tea-longjing'])
  expect(find('桂香斋')).toEqual(['food-osmanthus', 'food-tanghulu', 'food-sesame'])
  expect(find('', 'books')).toHaveLength(3)
  expect(find('tea jasmine')).toEqual(['tea-jasmine'])
  expect(find('龙井', 'books')).toEqual([])
  expect(find('  ')).toHaveLength(goods.length)
})
