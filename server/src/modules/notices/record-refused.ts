import { createHash } from 'node:crypto'
import type { InstitutionName, RawNotice } from '../../connectors/contract.js'
import type { Clock } from '../../platform/clock/index.js'
import { later } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import type { Log } from '../../platform/log/index.js'
import { checkoutIdIn, holdCheckout } from '../checkouts/index.js'
import { tellOnce } from '../story/index.js'

interface RefusedFrom {
  readonly institution: InstitutionName
  readonly accountId: string
  readonly raw: RawNotice
}

// Anybody can post to a notice address: what is kept of refused ones is bounded.
const MOST_KEPT_IN_AN_HOUR = 2_000
const HOUR_MS = 3_600_000

/** Why money may be meant: a real institution may be behind these, while the others are noise. */
const MONEY_MAY_BE_MEANT = new Set([
  'stale',
  'unknown_key',
  'bad_signature',
  'another_merchant',
  'unknown_attempt',
  'unknown_refund',
  'money_mismatch',
])

/** Keeps a refused notice for support, and puts an alarm into the story of the checkout that it names, if any. */
export async function recordRefusedNotice(
  deps: { readonly db: Db; readonly clock: Clock; readonly log: Log },
  from: RefusedFrom,
  because: string,
  message: string,
  hintOutTradeNo: string | null,
): Promise<void> {
  const at = deps.clock.now()
  const { institution, accountId } = from
  deps.log.warn({ institution, accountId, because, hint: hintOutTradeNo }, 'a notice was refused')
  const sha256 = createHash('sha256').update(from.raw.body).digest('hex')
  await deps.db.sql`
    insert into refused_notices (institution, account_id, because, message, hint, sha256, received_at)
    select ${institution}, ${accountId}, ${because}, ${message.slice(0, 500)}, ${hintOutTradeNo}, ${sha256}, ${at}
    where (select count(*) from refused_notices where received_at > ${later(at, -HOUR_MS)}) < ${MOST_KEPT_IN_AN_HOUR}
    on conflict (institution, account_id, sha256, because)
      do update set deliveries = refused_notices.deliveries + 1`

  const checkoutId = hintOutTradeNo === null ? null : checkoutIdIn(hintOutTradeNo)
  if (checkoutId === null || !MONEY_MAY_BE_MEANT.has(because)) return
  await deps.db.tx(async (tx) => {
    // Held, so that two deliveries at once raise one alarm.
    if ((await holdCheckout(tx, checkoutId)) === null) return
    await tellOnce(
      tx,
      {
        checkoutId,
        at,
        kind: 'notice.refused',
        subject: hintOutTradeNo,
        alarm: true,
        data: { institution, because, message: message.slice(0, 500) },
      },
      `${institution}:${because}`,
    )
  })
}
