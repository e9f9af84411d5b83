import { useState } from 'preact/hooks'
import type { Answer } from '../shared/call-api.js'
import { formatMoment } from '../shared/format-time.js'
import { LanguageSwitch, useLanguage, useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { useNews } from '../shared/use-news.js'
import { ApplicationCard } from './application-card.js'
import { DeskSection } from './desk/desk-section.js'
import { listApplyments, listSettlementChanges } from './review-calls.js'
import { kindWord } from './review-words.js'
import { SettlementChanges } from './settlement-changes.js'
import { ZftSection } from './zft/zft-section.js'

/** The desk of the reviewer: applications on the left, the chosen one on the right. */
export function ReviewApp() {
  const say = useSay()
  const language = useLanguage()
  const { news } = useNews(() => true)
  const [own, setOwn] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<{ text: string; good: boolean } | null>(null)
  const applyments = useAnswer(listApplyments, [news, own])
  const changes = useAnswer(listSettlementChanges, [news, own])
  const all = applyments.state === 'done' ? applyments.value : []
  const one = all.find(({ applymentId }) => applymentId === chosen) ?? all[0]

  const run = async (act: () => Promise<Answer<unknown>>, done: string): Promise<void> => {
    if (busy) return
    setBusy(true)
    const answer = await act()
    setBusy(false)
    setOwn((now) => now + 1)
    if (answer.outcome === 'done') setTold({ text: done, good: true })
    else if (answer.outcome === 'refused') setTold({ text: answer.refusal[language], good: false })
    else {
      const text = say(
        '沙箱没有回答，不知道是否办成。',
        'The sandbox did not answer; it may or may not be done.',
      )
      setTold({ text, good: false })
    }
  }

  return (
    <div class="desk">
      <header class="desk-top">
        <h1>{say('进件审核', 'Review of applications')}</h1>
        <a href="/">{say('回到沙箱', 'Back to the sandbox')}</a>
        <LanguageSwitch />
      </header>
      <p class="desk-told" role="status">
        {told && <span class={told.good ? 'good' : 'bad'}>{told.text}</span>}
      </p>
      <DeskSection news={[news, own]} busy={busy} run={run} />
      <ZftSection news={[news, own]} busy={busy} run={run} />
      {changes.state === 'done' && <SettlementChanges changes={changes.value} busy={busy} run={run} />}
      <main>
        {applyments.state === 'done' && all.length === 0 && (
          <p class="desk-empty">
            {say(
              '还没有微信支付的申请单。微信支付进件、支付宝直付通进件和能力申请提交后，会自己出现在这里。',
              'No applications to WeChat Pay yet. What is handed in there, at Alipay or for a capability shows up here by itself.',
            )}
          </p>
        )}
        <nav aria-label={say('申请单', 'Applications')}>
          {applyments.state === 'failed' && (
            <p role="alert">
              {say('沙箱没有回答。', 'The sandbox did not answer.')}{' '}
              <button type="button" onClick={applyments.retry}>
                {say('再试一次', 'Try again')}
              </button>
            </p>
          )}
          <ul>
            {all.map((each) => (
              <li key={each.applymentId}>
                <button
                  type="button"
                  class="pick"
                  aria-current={each === one ? 'true' : undefined}
                  onClick={() => setChosen(each.applymentId)}
                >
                  <span class="mono">{each.code}</span>
                  <small>
                    {kindWord(each.kind, say)} · {formatMoment(each.submittedAtMs)}
                  </small>
                  <small class="mono">{each.state}</small>
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {one && <ApplicationCard key={one.applymentId} one={one} busy={busy} run={run} />}
      </main>
    </div>
  )
}
