import { CONTRACT_SEEDS } from './contract-seeds.js'
import { MARKETING_SEEDS } from './marketing-seeds.js'
import { MONEY_SEEDS } from './money-seeds.js'
import { ORDER_SEEDS } from './order-seeds.js'
import { PLATFORM_SEEDS } from './platform-seeds.js'
import { SERVICE_SEEDS } from './service-seeds.js'
import type { Seed, SeedMaker } from './world.js'

/** A good call of every route, by its verb and path. */
export const SEEDS: Readonly<Record<string, SeedMaker>> = {
  ...ORDER_SEEDS,
  ...MONEY_SEEDS,
  ...SERVICE_SEEDS,
  ...MARKETING_SEEDS,
  ...CONTRACT_SEEDS,
  ...PLATFORM_SEEDS,
}

export const keyOf = (route: { method: string; path: string }): string => `${route.method} ${route.path}`

/** The target of a seed's call, with other parameters or another query where they are given. */
export function targetOf(
  path: string,
  seed: Seed,
  change: { params?: Record<string, string>; query?: string } = {},
): string {
  const filled = path
    .split('/')
    .map((one) => {
      if (!one.startsWith(':')) return one
      const name = one.slice(1)
      return change.params?.[name] ?? encodeURIComponent(seed.params?.[name] ?? '')
    })
    .join('/')
  const query = change.query ?? new URLSearchParams(seed.query).toString()
  return query === '' ? filled : `${filled}?${query}`
}
