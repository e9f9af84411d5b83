import type { InstitutionName, MethodName } from '../../connectors/contract.js'
import type { Db, Tx } from '../../platform/db/index.js'
import type { RefundState } from './states.js'

/** A refund with what its institution must be told about the payment it belongs to. */
export interface Refund {
  readonly checkoutId: string
  readonly id: string
  readonly attemptId: string
  readonly kind: 'requested' | 'surplus'
  readonly outRefundNo: string
  readonly state: RefundState
  readonly amountMinor: bigint
  readonly currency: 'CNY'
  readonly reason: string
  readonly tries: number
  readonly method: MethodName
  readonly institution: InstitutionName
  readonly accountId: string
  readonly outTradeNo: string
  readonly paidRef: string
  readonly paidMinor: bigint
}

export const selectRefund = async (db: Db | Tx, checkoutId: string, id: string): Promise<Refund | null> =>
  (
    await db.sql<Refund>`
  select r.checkout_id as "checkoutId", r.id, r.attempt_id as "attemptId", r.kind,
    r.out_refund_no as "outRefundNo", r.state, r.amount_minor as "amountMinor", r.currency, r.reason, r.tries,
    a.method, a.institution, a.account_id as "accountId", a.out_trade_no as "outTradeNo",
    a.institution_ref as "paidRef", a.amount_minor as "paidMinor"
  from refunds r join attempts a on a.checkout_id = r.checkout_id and a.id = r.attempt_id
  where r.checkout_id = ${checkoutId} and r.id = ${id}`
  )[0] ?? null

export const selectRefundIdByNumber = async (
  db: Db | Tx,
  checkoutId: string,
  outRefundNo: string,
): Promise<string | null> =>
  (
    await db.sql<{ id: string }>`
  select id from refunds where checkout_id = ${checkoutId} and out_refund_no = ${outRefundNo}`
  )[0]?.id ?? null

/** The refund that an earlier run of the same intention stored before its answer was lost. */
export const selectRefundIdByRequest = async (
  tx: Tx,
  checkoutId: string,
  requestKey: string | null,
): Promise<string | null> =>
  (
    await tx.sql<{ id: string }>`
  select id from refunds where checkout_id = ${checkoutId} and request_key = ${requestKey}`
  )[0]?.id ?? null

/** As with attempts: the lease is the due time itself. */
export const claimDueRefunds = (db: Db, now: Date, leaseUntil: Date, limit: number) =>
  db.sql<{ checkoutId: string; id: string }>`
  update refunds set due_at = ${leaseUntil}, tries = tries + 1
  where (checkout_id, id) in (
    select checkout_id, id from refunds where due_at <= ${now} order by due_at limit ${limit}
    for update skip locked)
  returning checkout_id as "checkoutId", id`

export const setRefundDue = (
  db: Db | Tx,
  refund: Pick<Refund, 'checkoutId' | 'id' | 'state'>,
  dueAt: Date,
) => db.sql`
  update refunds set due_at = ${dueAt}
  where checkout_id = ${refund.checkoutId} and id = ${refund.id} and state = ${refund.state}`

export const selectParts = (tx: Tx, checkoutId: string, refundId: string) =>
  tx.sql<{
    orderId: string
    merchantId: string
    itemId: string | null
    quantity: number | null
    amountMinor: bigint
  }>`
  select p.order_id as "orderId", o.merchant_id as "merchantId", p.item_id as "itemId", p.quantity,
    p.amount_minor as "amountMinor"
  from refund_parts p join orders o on o.checkout_id = p.checkout_id and o.id = p.order_id
  where p.checkout_id = ${checkoutId} and p.refund_id = ${refundId} order by p.seq`
