import { type HutongClient, isHutongError } from '@hutong/client'
import type { Merchant } from './catalog.js'

/** Registers the sellers that the platform does not know yet. Done once; after a failure the next caller tries again. */
export function merchantRegistrar(hutong: HutongClient, merchants: readonly Merchant[]): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= registerMissing(hutong, merchants).catch((error: unknown) => {
      done = null
      throw error
    })
    return done
  }
}

async function registerMissing(hutong: HutongClient, merchants: readonly Merchant[]): Promise<void> {
  for (const { id, name, nameEn, category } of merchants) {
    try {
      await hutong.merchants.read(id)
    } catch (error) {
      if (!isHutongError(error) || error.status !== 404) throw error
      await hutong.merchants.register({ id, name, nameEn, category })
    }
  }
}
