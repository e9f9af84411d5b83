import type {
  Connector,
  InstitutionName,
  MethodName,
  NoticeReading,
  Scene,
} from '@hutong/server/connectors/contract'
import type { Clock } from '@hutong/server/platform/clock'
import type { Credentials } from './control.js'

type Disbelief = Extract<NoticeReading, { ok: false }>['because']

/** What is peculiar to a connector and its institution; everything else is the same for all. */
export interface ConnectorProfile {
  readonly institution: InstitutionName
  connect(credentials: Credentials, clock: Clock, timeoutMs: number): Connector
  /** Every method with the scenes to try it in. The first is asked for by a call, so that the call can go wrong. */
  readonly methods: readonly { readonly method: MethodName; readonly scene: Scene }[]
  /** The sandbox's words for the calls of the first method. */
  readonly operations: {
    readonly order: string
    readonly inquire: string
    readonly close: string
    readonly refund: string
    readonly inquireRefund: string
    readonly paymentNotice: string
  }
  /** The institution's answer when it is out of order, for the sandbox's fault `fail`. */
  readonly failWith: Readonly<Record<string, unknown>>
  /** What an inquiry says about an order that was accepted and not paid. */
  readonly unpaid: 'waiting' | 'absent'
  /** What an inquiry says about a number that never existed: `waiting` where orders come to exist by the scan. */
  readonly neverPlaced: 'waiting' | 'absent'
  /** Whether asking to pay a paid order is answered; an institution without orders before the scan cannot tell. */
  readonly tellsAlreadyPaid: boolean
  /** How each alteration of a notice has to be seen. Left out: it does not exist at this institution. */
  readonly alterations: Readonly<
    Partial<Record<'forge' | 'corrupt' | 'stale' | 'unknown_serial' | 'other_merchant', Disbelief>>
  >
  /** Whether a refund is notified by itself, with a verified content of its own. */
  readonly notifiesRefunds: boolean
  /** Refunds can end otherwise than at once: `refund_abnormal`, `refund_closed`, `refund_processing`. */
  readonly refundsTakeTime: boolean
}
