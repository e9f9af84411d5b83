import { formatSecond } from '../shared/format-time.js'
import { useLanguage, useSay } from '../shared/language.js'
import { type NoticeRecord, type NoticeTry, releaseNotice, resendNotice } from './control-calls.js'
import { effectOf } from './fault-effects.js'
import { Pill } from './parts.js'
import { stateWord } from './state-words.js'
import { useAction } from './tell.js'

export function NoticeCard({ notice }: { notice: NoticeRecord }) {
  const say = useSay()
  const { busy, run } = useAction()
  const { tone, word } = stateWord(notice.state, say)
  return (
    <article class="notice">
      <header>
        <b class="mono">{notice.event}</b>
        <Pill tone={tone}>{word}</Pill>
        <span class="notice-url mono">{notice.url}</span>
        <span class="buttons">
          {notice.state === 'held' && (
            <button
              type="button"
              class="primary"
              disabled={busy}
              onClick={() => void run(() => releaseNotice(notice.id), say('通知已放行', 'Notice released'))}
            >
              {say('放行', 'Release')}
            </button>
          )}
          <button
            type="button"
            disabled={busy}
            onClick={() => void run(() => resendNotice(notice.id), say('又发了一次', 'Sent once more'))}
          >
            {say('重发', 'Resend')}
          </button>
        </span>
      </header>
      {notice.state === 'waiting' && notice.nextAtMs !== null && (
        <p class="notice-next">
          {say('下一次：', 'Next try: ')}
          {formatSecond(notice.nextAtMs)}
        </p>
      )}
      {notice.tries.length > 0 && (
        <ol class="tries">
          {notice.tries.map((one, at) => (
            <TryRow key={`${one.atMs}-${at}`} one={one} number={at + 1} />
          ))}
        </ol>
      )}
    </article>
  )
}

function TryRow({ one, number }: { one: NoticeTry; number: number }) {
  const say = useSay()
  const language = useLanguage()
  const altered = one.alter && (effectOf(one.alter, 'notice.')?.[language] ?? one.alter)
  return (
    <li>
      <details>
        <summary>
          <span>{say(`第 ${number} 次`, `Try ${number}`)}</span>
          <time class="mono">{formatSecond(one.atMs)}</time>
          <span class="mono">{one.status ?? one.error ?? say('没有回答', 'no answer')}</span>
          <span class="mono try-took">{Math.round(one.tookMs)} ms</span>
          {one.alter && <Pill tone="bad">{say('变造', 'altered')}</Pill>}
          <span class="try-answer mono">{one.answer || '—'}</span>
        </summary>
        {altered && <p class="try-alter">{altered}</p>}
        {one.error && <p class="try-alter">{one.error}</p>}
        <h4>{say('发出的请求', 'What was sent')}</h4>
        <pre>
          {Object.entries(one.headers)
            .map(([name, value]) => `${name}: ${value}`)
            .join('\n')}
          {'\n\n'}
          {one.body}
        </pre>
        <h4>{say('收到的回答', 'What came back')}</h4>
        <pre>{`${one.status ?? ''} ${one.answer}`.trim() || '—'}</pre>
      </details>
    </li>
  )
}
