import type { InstitutionName, NoticeReply, RawNotice } from '../../connectors/contract.js'
import type { MessageReading } from '../../connectors/message-contract.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import { recordRefusedNotice } from './record-refused.js'
import type { NoticesDeps } from './take-notice.js'

type Verdict = 'hurried' | 'nothing_new' | 'not_handled' | 'repeated'
type Message = Extract<MessageReading, { ok: true }>

/**
 * Takes one message that is about no payment: verified first, then kept with what it hurries in one commit, and only
 * after that the acknowledgement. It moves nothing by itself: what it names is asked about in the background, at once
 * instead of at the next look. What nothing is done about is acknowledged, or it would be sent for a day.
 */
export async function takeMessage(
  deps: NoticesDeps,
  institution: InstitutionName,
  accountId: string,
  raw: RawNotice,
): Promise<NoticeReply | Refusal<'account_not_found'>> {
  const connector = deps.book.byAccount(accountId)?.connector
  if (connector?.institution !== institution || connector.readMessage === undefined)
    return refuse('account_not_found')
  const reading = connector.readMessage(raw)
  if (!reading.ok) {
    await recordRefusedNotice(deps, { institution, accountId, raw }, reading.because, reading.message, null)
    return connector.refuse(reading.message)
  }
  const verdict = await commitMessage(deps, institution, accountId, reading)
  deps.log.info({ institution, accountId, kind: reading.name, verdict }, 'a message was taken')
  return connector.acknowledge()
}

async function commitMessage(
  deps: NoticesDeps,
  institution: InstitutionName,
  accountId: string,
  { eventId, name, about }: Message,
): Promise<Verdict> {
  const at = deps.clock.now()
  return deps.db.tx(async (tx) => {
    const [kept] = await tx.sql<{ deliveries: number }>`
      insert into institution_messages (institution, account_id, event_id, name, verdict, received_at)
      values (${institution}, ${accountId}, ${eventId}, ${name}, 'not_handled', ${at})
      on conflict (institution, account_id, event_id)
        do update set deliveries = institution_messages.deliveries + 1
      returning deliveries`
    if (kept?.deliveries !== 1) return 'repeated'
    if (about === null) return 'not_handled'
    const hurried = await deps.hurryLook(tx, { institution, accountId, about, at })
    const verdict = hurried ? 'hurried' : 'nothing_new'
    await tx.sql`
      update institution_messages set verdict = ${verdict}
      where institution = ${institution} and account_id = ${accountId} and event_id = ${eventId}`
    return verdict
  })
}
