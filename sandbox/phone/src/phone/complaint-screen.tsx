import { useState } from 'preact/hooks'
import type { Answer } from '../shared/call-api.js'
import { formatYuan } from '../shared/format-amount.js'
import { useLanguage, useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { FailedNote } from './answer-notes.js'
import { type Complaint, followComplaint, listComplaints, raiseComplaint } from './complaint-calls.js'
import { ComplaintForm } from './complaint-form.js'
import { ComplaintThread } from './complaint-thread.js'
import { ScreenHeader } from './screen-header.js'
import type { Told } from './use-answering.js'
import type { WalletName } from './wallet-calls.js'

export interface ComplaintAbout {
  orderId: string
  outTradeNo: string
  payee: string
  amountMinor: number
}

const UNKNOWN: Told = {
  good: false,
  zh: '沙箱没有回答，不知道送到没有。请先看看下面有没有，再决定要不要重发。',
  en: 'The sandbox did not answer; whether it arrived is not known. Look below before sending it again.',
}
const SENT: Told = { good: true, zh: '已送达商家。', en: 'The merchant has it.' }

/** One payment's complaint: the form while there is none, then what was said and what comes next. */
export function ComplaintScreen({
  wallet,
  about,
  news,
  onBack,
}: {
  wallet: WalletName
  about: ComplaintAbout
  news: number
  onBack: () => void
}) {
  const say = useSay()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const loaded = useAnswer(() => listComplaints(about.orderId), [about.orderId, news])
  const complaint = loaded.state === 'done' ? loaded.value[0] : undefined

  const send = async (call: () => Promise<Answer<Complaint>>): Promise<boolean> => {
    setBusy(true)
    const answer = await call()
    setBusy(false)
    if (answer.outcome === 'done') setTold(SENT)
    else setTold(answer.outcome === 'refused' ? { good: false, ...answer.refusal } : UNKNOWN)
    loaded.retry()
    return answer.outcome === 'done'
  }
  return (
    <main class={`screen plain ${wallet}`}>
      <ScreenHeader title={say('投诉', 'Complaint')} onBack={onBack} />
      <div class="screen-body">
        <p class="complaint-about">
          {about.payee} · {formatYuan(about.amountMinor)}
          <br />
          <span class="mono">{about.outTradeNo}</span>
        </p>
        <p class={told ? `told ${told.good ? 'good' : 'bad'}` : 'told'} role="status">
          {told?.[language]}
        </p>
        {loaded.state === 'loading' && (
          <div class="history-waiting" aria-busy="true">
            <span class="visually-hidden">{say('正在读取投诉', 'Reading the complaint')}</span>
          </div>
        )}
        {loaded.state === 'failed' && (
          <FailedNote
            failed={loaded}
            unheard={say('读不到投诉：沙箱没有回答。', 'It could not be read: the sandbox did not answer.')}
          />
        )}
        {loaded.state === 'done' && !complaint && (
          <ComplaintForm
            busy={busy}
            onSend={(problemType, detail) =>
              void send(() => raiseComplaint({ orderId: about.orderId, problemType, detail }))
            }
          />
        )}
        {complaint && (
          <ComplaintThread
            complaint={complaint}
            busy={busy}
            onFollow={(follow, text) => send(() => followComplaint(complaint.id, follow, text))}
          />
        )}
      </div>
    </main>
  )
}
