import type { Db } from '@hutong/server/platform/db'
import type { Control, OrderRecord } from 'hutong-sandbox'

interface AttemptRow {
  readonly id: string
  readonly checkoutId: string
  readonly institution: string
  readonly outTradeNo: string
  readonly state: string
  readonly amountMinor: bigint
  readonly institutionRef: string | null
  readonly postedMinor: bigint
  readonly refundedMinor: bigint
}

/**
 * The invariants of the design: each paid checkout keeps exactly one success, each success of an institution is in
 * the ledger once, transfers sum to zero, accounts equal the institutions' own records, and nothing is unknown.
 */
export async function findComplaints(db: Db, control: Control): Promise<string[]> {
  const orders = control.orders()
  return [
    ...(await complainOfCheckouts(db)),
    ...(await complainOfSuccesses(db, orders)),
    ...(await complainOfAccounts(db, orders)),
    ...(await complainOfRefunds(db, orders)),
    ...(await complainOfUnknowns(db)),
  ]
}

async function complainOfCheckouts(db: Db): Promise<string[]> {
  const rows = await db.sql<{ id: string; state: string; kept: bigint; live: bigint }>`
    select c.id, c.state,
      (select count(*) from attempts a where a.checkout_id = c.id and a.state = 'paid') as kept,
      (select count(*) from attempts a where a.checkout_id = c.id
        and a.state in ('created', 'unknown', 'pending', 'closing')) as live
    from checkouts c`
  return rows.flatMap(({ id, state, kept, live }) => [
    ...(kept === (state === 'paid' ? 1n : 0n) ? [] : [`${id} is ${state} and keeps ${kept} successes`]),
    ...(state === 'closed' && live > 0n ? [`${id} is closed, and ${live} attempt is not`] : []),
  ])
}

async function complainOfSuccesses(db: Db, orders: readonly OrderRecord[]): Promise<string[]> {
  const attempts = await db.sql<AttemptRow>`
    select a.id, a.checkout_id as "checkoutId", a.institution, a.out_trade_no as "outTradeNo", a.state,
      a.amount_minor as "amountMinor", a.institution_ref as "institutionRef",
      (select coalesce(sum(t.amount_minor), 0)::bigint from ledger_transfers t where t.checkout_id = a.checkout_id
        and t.debit_account = 'held:' || a.institution
        and (t.cause = 'surplus:' || a.id or t.cause like 'payment:' || a.id || ':%')) as "postedMinor",
      (select coalesce(sum(r.amount_minor), 0)::bigint from refunds r where r.checkout_id = a.checkout_id
        and r.attempt_id = a.id and r.state = 'succeeded') as "refundedMinor"
    from attempts a`
  const byNumber = new Map(attempts.map((attempt) => [attempt.outTradeNo, attempt]))
  const complaints: string[] = []
  const paidThere = new Set<string>()
  for (const order of orders) {
    if (order.paidAt === null) continue
    const attempt = byNumber.get(order.outTradeNo)
    paidThere.add(order.outTradeNo)
    if (attempt === undefined) complaints.push(`${order.outTradeNo} is paid there and not ours`)
    else complaints.push(...compare(attempt, order))
  }
  for (const attempt of attempts) {
    const succeeded = attempt.state === 'paid' || attempt.state === 'surplus'
    if (succeeded && !paidThere.has(attempt.outTradeNo))
      complaints.push(`${attempt.id} is ${attempt.state} here and not paid there`)
    if (!succeeded && attempt.postedMinor !== 0n)
      complaints.push(`${attempt.id} is ${attempt.state} and in the ledger`)
  }
  return complaints
}

function compare(attempt: AttemptRow, order: OrderRecord): string[] {
  const complaints: string[] = []
  if (attempt.state !== 'paid' && attempt.state !== 'surplus')
    complaints.push(`${attempt.id} is ${attempt.state} here and paid there`)
  if (attempt.postedMinor !== BigInt(order.amountMinor))
    complaints.push(`${attempt.id}: ${attempt.postedMinor} in the ledger, ${order.amountMinor} there`)
  if (attempt.institutionRef !== order.transactionId)
    complaints.push(`${attempt.id} is ${attempt.institutionRef} here and ${order.transactionId} there`)
  const givenBackThere = refundedThere(order)
  if (attempt.refundedMinor !== givenBackThere)
    complaints.push(`${attempt.id}: ${attempt.refundedMinor} given back here, ${givenBackThere} there`)
  if (attempt.state === 'surplus' && givenBackThere !== attempt.amountMinor)
    complaints.push(`${attempt.id} is surplus and not given back`)
  return complaints
}

const refundedThere = (order: OrderRecord): bigint =>
  BigInt(
    order.refunds
      .filter((refund) => refund.state === 'SUCCESS')
      .reduce((sum, refund) => sum + refund.amountMinor, 0),
  )

async function complainOfAccounts(db: Db, orders: readonly OrderRecord[]): Promise<string[]> {
  const rows = await db.sql<{ account: string; balance: bigint }>`
    select account, sum(amount)::bigint as balance from (
      select debit_account as account, amount_minor as amount from ledger_transfers
      union all select credit_account, -amount_minor from ledger_transfers) as sides
    group by account`
  const balance = new Map(rows.map((row) => [row.account, row.balance]))
  const sum = rows.reduce((total, row) => total + row.balance, 0n)
  const complaints = sum === 0n ? [] : [`the accounts sum to ${sum}`]
  for (const institution of ['wechatpay', 'alipay']) {
    const heldThere = orders
      .filter((order) => order.institution === institution && order.paidAt !== null)
      .reduce((total, order) => total + BigInt(order.amountMinor) - refundedThere(order), 0n)
    const held = balance.get(`held:${institution}`) ?? 0n
    if (held !== heldThere) complaints.push(`held:${institution} is ${held}, there ${heldThere}`)
    const surplus = balance.get(`surplus:${institution}`) ?? 0n
    if (surplus !== 0n) complaints.push(`surplus:${institution} is ${surplus}`)
    const [open] = await db.sql<{ minor: bigint }>`
      select coalesce(sum(r.amount_minor), 0)::bigint as minor from refunds r
      join attempts a on a.checkout_id = r.checkout_id and a.id = r.attempt_id
      where a.institution = ${institution} and r.state not in ('succeeded', 'failed')`
    const refunding = -(balance.get(`refunding:${institution}`) ?? 0n)
    if (refunding !== open?.minor)
      complaints.push(`refunding:${institution} is ${refunding}, open refunds ${open?.minor}`)
  }
  return complaints
}

/** What orders say of their refunds equals the refunds, and nobody got back more than was paid. */
async function complainOfRefunds(db: Db, orders: readonly OrderRecord[]): Promise<string[]> {
  const wrong = await db.sql<{ id: string }>`
    select o.id from orders o where
      o.refunded_minor <> (select coalesce(sum(p.amount_minor), 0) from refund_parts p join refunds r
        on r.checkout_id = p.checkout_id and r.id = p.refund_id
        where p.checkout_id = o.checkout_id and p.order_id = o.id and r.state = 'succeeded')
      or o.refunding_minor <> (select coalesce(sum(p.amount_minor), 0) from refund_parts p join refunds r
        on r.checkout_id = p.checkout_id and r.id = p.refund_id
        where p.checkout_id = o.checkout_id and p.order_id = o.id and r.state not in ('succeeded', 'failed'))`
  const tooMuch = orders.filter((order) => refundedThere(order) > BigInt(order.amountMinor))
  return [
    ...wrong.map((row) => `${row.id} says something else than its refunds`),
    ...tooMuch.map((order) => `${order.outTradeNo} gave back more than was paid`),
  ]
}

async function complainOfUnknowns(db: Db): Promise<string[]> {
  const rows = await db.sql<{ id: string; state: string }>`
    select id, state from attempts where state in ('created', 'unknown', 'closing')
    union all select id, state from refunds where state in ('created', 'unknown')
    union all select id, state from checkouts where state = 'closing'
    union all select a.id, a.state || ' although its checkout is ' || c.state from attempts a
      join checkouts c on c.id = a.checkout_id where a.state = 'pending' and c.state <> 'open'`
  return rows.map((row) => `${row.id} is still ${row.state}`)
}
