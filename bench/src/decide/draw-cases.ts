import { createRandom, type MerchantWorld } from './merchant-world.js'
import type { Case } from './rule-set.js'

const SCENES = ['desktop_web', 'mobile_web', 'app'] as const
const NOW_MS = Date.parse('2024-10-15T02:00:00Z')

/** Questions as they come at a marketplace: any shopper, any merchant; the same ones in every run. */
export function drawCases(count: number, world: MerchantWorld): Case[] {
  const random = createRandom(7)
  const below = (end: number): number => Math.floor(random() * end)
  return Array.from({ length: count }, () => ({
    shopperId: `shopper_${below(100_000)}`,
    // Four in five live where it is open.
    regionTier: random() < 0.8 ? 1 + below(3) : 4,
    scene: SCENES[below(SCENES.length)] ?? 'app',
    amountMinor: 1 + below(510_000),
    category: `category_${below(200)}`,
    sku: `sku_${below(5_000)}`,
    nowMs: random() < 0.97 ? NOW_MS : NOW_MS + 40 * 86_400_000,
    merchant: world.load(below(world.count)),
  }))
}
