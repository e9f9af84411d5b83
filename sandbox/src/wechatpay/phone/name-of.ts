import type { Platform } from '../call.js'

/** A merchant as the wallet calls it. */
export const nameOf = ({ merchants }: Platform, mchid: string): string => merchants.get(mchid)?.name ?? mchid
