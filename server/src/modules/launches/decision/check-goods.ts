import type { CompiledLaunch, GoodsFact } from './facts.js'
import type { FoundReasons } from './found-reasons.js'

/** Every item must be allowed: a checkout is paid in one piece. */
export function checkGoods(launch: CompiledLaunch, goods: readonly GoodsFact[], found: FoundReasons): void {
  const { includeCategories, excludeCategories, includeSkus, excludeSkus, id } = launch
  for (const { category, sku } of goods) {
    const included =
      includeCategories.size === 0 ||
      includeCategories.has(category) ||
      (sku !== null && includeSkus.has(sku))
    if (!included) found.addOnce('goods_not_included', { category, sku: null, launch: id }, 'category')
    if (excludeCategories.has(category)) {
      found.addOnce('goods_excluded', { category, sku: null, launch: id }, 'category')
    } else if (sku !== null && excludeSkus.has(sku)) {
      found.addOnce('goods_excluded', { category: null, sku, launch: id }, 'sku')
    }
  }
}
