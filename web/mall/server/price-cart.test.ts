import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCatalog } from './catalog.js'
import { MOST_OF_ONE, priceCart } from './price-cart.js'
import { isShopRefusal } from './shop-refusals.js'

const catalog = readCatalog(new URL('../catalog/', import.meta.url))
const anyGood = fc.constantFrom(...catalog.goods)

test('the catalogue has at least five sellers on different shelves and sixteen goods', () => {
  expect(new Set(catalog.merchants.map(({ category }) => category)).size).toBeGreaterThanOrEqual(5)
  expect(catalog.goods.length).toBeGreaterThanOrEqual(16)
})

test('every cart costs the sum of the shelf prices, whatever its order, and each seller gets exactly their own', () => {
  const cart = fc.uniqueArray(
    fc.record({ good: anyGood, quantity: fc.integer({ min: 1, max: MOST_OF_ONE }) }),
    {
      selector: ({ good }) => good.id,
      minLength: 1,
    },
  )
  fc.assert(
    fc.property(cart, (lines) => {
      const parts = priceCart(
        catalog,
        lines.map(({ good, quantity }) => ({ goodId: good.id, quantity })),
      )
      if (isShopRefusal(parts)) throw new Error(parts.code)
      const expected = lines.reduce((sum, { good, quantity }) => sum + good.unitPriceMinor * quantity, 0)
      expect(parts.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(expected)
      for (const part of parts) {
        const own = lines.filter(({ good }) => good.merchantId === part.merchantId)
        expect(part.lines.map(({ goodId }) => goodId).sort()).toEqual(own.map(({ good }) => good.id).sort())
        expect(part.amountMinor).toBe(
          own.reduce((sum, { good, quantity }) => sum + good.unitPriceMinor * quantity, 0),
        )
      }
    }),
  )
})

test('a price that the browser sends is not looked at', () => {
  const [good] = catalog.goods
  const wanted = [{ goodId: good!.id, quantity: 1, unitPriceMinor: 1 }]
  expect(priceCart(catalog, wanted)).toMatchObject([{ amountMinor: good!.unitPriceMinor }])
})

test.each([
  ['nothing', [], 'cart_empty'],
  ['an unknown good', [{ goodId: 'x', quantity: 1 }], 'good_unknown'],
  ['none of it', [{ goodId: 'tea-puer', quantity: 0 }], 'quantity_wrong'],
  ['half of it', [{ goodId: 'tea-puer', quantity: 0.5 }], 'quantity_wrong'],
  ['less than nothing', [{ goodId: 'tea-puer', quantity: -1 }], 'quantity_wrong'],
  [
    'too many in two lines',
    [
      { goodId: 'tea-puer', quantity: 60 },
      { goodId: 'tea-puer', quantity: 60 },
    ],
    'quantity_wrong',
  ],
])('refused: %s', (_, wanted, code) => {
  expect(priceCart(catalog, wanted)).toMatchObject({ refused: true, code })
})
