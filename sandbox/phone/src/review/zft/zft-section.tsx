import type { Answer } from '../../shared/call-api.js'
import { formatMoment } from '../../shared/format-time.js'
import { useSay } from '../../shared/language.js'
import { useAnswer } from '../../shared/use-answer.js'
import { listZftApplications } from './zft-calls.js'
import { ZftCard } from './zft-card.js'
import { zftStatus } from './zft-words.js'

type Run = (act: () => Promise<Answer<unknown>>, done: string) => Promise<void>

/** Merchants that a platform wants to collect for at Alipay, newest first. */
export function ZftSection({ news, busy, run }: { news: readonly unknown[]; busy: boolean; run: Run }) {
  const say = useSay()
  const listed = useAnswer(listZftApplications, [...news])
  const all = listed.state === 'done' ? listed.value : []
  if (all.length === 0) return null
  return (
    <section class="capabilities" aria-labelledby="zft-title">
      <h2 id="zft-title">{say('支付宝直付通进件', 'Alipay sub-merchants')}</h2>
      {all.map((one) => (
        <details key={one.id} open={one.status === '031'}>
          <summary>
            <strong>{one.merchantName}</strong> · {zftStatus(one.status, say)} ·{' '}
            {formatMoment(one.appliedAtMs)}
          </summary>
          <ZftCard one={one} busy={busy} run={run} />
        </details>
      ))}
    </section>
  )
}
