import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { Core } from '../core/core.js'
import { type Codes, createCodes } from './codes.js'
import { createNotifier, type Notifier } from './notify.js'
import { createTrades, type Trades } from './trades.js'

/** Everything the gateway, the wallet and the pages work on together. Keys are parsed once. */
export interface Desk {
  readonly core: Core
  readonly codes: Codes
  readonly trades: Trades
  readonly notifier: Notifier
  readonly appId: string
  readonly sellerId: string
  readonly appPublicKey: KeyObject
  readonly alipayKey: KeyObject
}

export function createDesk(core: Core): Desk {
  const { appId, sellerId, appPublicKey, alipayPrivateKey } = core.keys.alipay
  const notifier = createNotifier(core)
  return {
    core,
    codes: createCodes(core),
    trades: createTrades(core, (trade) => notifier.closedUnpaid(trade)),
    notifier,
    appId,
    sellerId,
    appPublicKey: createPublicKey(appPublicKey),
    alipayKey: createPrivateKey(alipayPrivateKey),
  }
}
