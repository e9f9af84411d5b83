import type { ConnectorBook } from '../../connectors/book.js'
import type { InstitutionName, MethodName, Scene } from '../../connectors/contract.js'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, Tx } from '../../platform/db/index.js'
import type { Log } from '../../platform/log/index.js'
import type { Refusal } from '../../platform/refusal/index.js'
import type { Changes, CheckoutTokens } from '../checkouts/index.js'

export interface AttemptPolicy {
  /** How long what a method shows stays payable, at most; never beyond the checkout's deadline. */
  readonly livesMs: Readonly<Record<MethodName, number>>
  /** Methods whose code cannot be called back once shown: the checkout then stays with that institution. */
  readonly locking: readonly MethodName[]
  /** Money for a checkout that is closed already. */
  readonly lateMoney: 'give_back' | 'honour'
}

const MINUTE_MS = 60_000

/** As the first marketplaces did it: a saved WeChat code lives half an hour, one for each checkout at a time. */
export const DEFAULT_ATTEMPT_POLICY: AttemptPolicy = {
  livesMs: {
    wechatpay_scan: 30 * MINUTE_MS,
    wechatpay_jump: 30 * MINUTE_MS,
    alipay_scan: 30 * MINUTE_MS,
    alipay_jump: 30 * MINUTE_MS,
  },
  locking: ['wechatpay_scan'],
  lateMoney: 'give_back',
}

/** A success that is not kept, to be given back by the commit that learns of it. */
export interface Surplus {
  readonly checkoutId: string
  readonly attemptId: string
  readonly institution: InstitutionName
  readonly amountMinor: bigint
  readonly currency: string
  readonly at: Date
  /** Given back by the institution itself already. */
  readonly alreadyGivenBack: boolean
}

/** Money of a kept success that the institution has given back: by our refunds, by a cancel, or by a hand in its portal. */
export interface GivenBack {
  readonly checkoutId: string
  readonly attemptId: string
  readonly institution: InstitutionName
  readonly currency: string
  /** Given back by the institution altogether. */
  readonly refundedMinor: bigint
  readonly at: Date
}

export interface AttemptsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly book: ConnectorBook
  readonly policy: AttemptPolicy
  readonly changes: Changes
  readonly tokens: CheckoutTokens
  readonly publicUrl: () => string
  readonly noticeUrl: (institution: InstitutionName, accountId: string) => string
  /** Launches stand above attempts: whether one lets this method be started for this checkout now; null when it may. */
  readonly allowStart: (
    checkoutId: string,
    method: MethodName,
    scene: Scene,
  ) => Promise<Refusal<'method_not_available' | 'checkout_not_found'> | null>
  /** Refunds stand above attempts; what they must do in this commit is handed down. */
  readonly giveBack: (tx: Tx, surplus: Surplus) => Promise<void>
  readonly takeGivenBack: (tx: Tx, givenBack: GivenBack) => Promise<void>
}
