import { readFileSync } from 'node:fs'

export interface Merchant {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly category: string
}

export interface Good {
  readonly id: string
  readonly merchantId: string
  readonly category: string
  readonly name: string
  readonly nameEn: string
  readonly unitPriceMinor: number
  readonly spec: string
  readonly specEn: string
  readonly blurb: string
  readonly blurbEn: string
}

export interface Category {
  readonly id: string
  readonly name: string
  readonly nameEn: string
}

export interface Catalog {
  readonly categories: readonly Category[]
  readonly merchants: readonly Merchant[]
  readonly goods: readonly Good[]
}

/** Reads the shop's goods from a folder. A good of an unknown merchant or without a whole price is a defect of the folder. */
export function readCatalog(folder: URL): Catalog {
  const read = <T>(name: string): T[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T[]
  const catalog: Catalog = {
    categories: read<Category>('categories.json'),
    merchants: read<Merchant>('merchants.json'),
    goods: read<Good>('goods.json'),
  }
  const merchants = new Set(catalog.merchants.map(({ id }) => id))
  const categories = new Set(catalog.categories.map(({ id }) => id))
  for (const good of catalog.goods) {
    if (!merchants.has(good.merchantId)) throw new Error(`${good.id} is sold by nobody: ${good.merchantId}`)
    if (!categories.has(good.category)) throw new Error(`${good.id} is on no shelf: ${good.category}`)
    if (!Number.isSafeInteger(good.unitPriceMinor) || good.unitPriceMinor < 1) {
      throw new Error(`${good.id} has no price in whole fen`)
    }
  }
  return catalog
}
