import type { Catalog, Good } from './shop-types.js'

/** Goods on a shelf that have every word of the question in their own words or their seller's. */
export function searchGoods(catalog: Catalog, wish: { category: string | null; words: string }): Good[] {
  const words = wish.words.toLowerCase().split(/\s+/).filter(Boolean)
  const sellers = new Map(catalog.merchants.map(({ id, name, nameEn }) => [id, `${name} ${nameEn}`]))
  const shelves = new Map(catalog.categories.map(({ id, name, nameEn }) => [id, `${name} ${nameEn}`]))
  return catalog.goods.filter((good) => {
    if (wish.category && good.category !== wish.category) return false
    const text = [
      good.name,
      good.nameEn,
      good.blurb,
      good.blurbEn,
      sellers.get(good.merchantId),
      shelves.get(good.category),
    ]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
