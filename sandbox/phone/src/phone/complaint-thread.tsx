import { useState } from 'preact/hooks'
import { formatMoment } from '../shared/format-time.js'
import { useSay } from '../shared/language.js'
import type { Complaint, FollowUp } from './complaint-calls.js'
import {
  FOLLOW_WORDS,
  PROBLEM_WORDS,
  SPEAKER_WORDS,
  STATE_WORDS,
  speaks,
  textWords,
  wordsOf,
} from './complaint-words.js'

export function ComplaintThread({
  complaint,
  busy,
  onFollow,
}: {
  complaint: Complaint
  busy: boolean
  /** Whether it arrived. */
  onFollow: (follow: FollowUp, text: string) => Promise<boolean>
}) {
  const say = useSay()
  const [text, setText] = useState('')
  const speaking = complaint.next.find(speaks)
  const follow = async (step: FollowUp, said: string) => {
    if (await onFollow(step, said)) setText('')
  }
  return (
    <section aria-label={say('投诉进展', 'How the complaint goes')}>
      <p>
        <b>{say(...STATE_WORDS[complaint.state])}</b> · {say(...PROBLEM_WORDS[complaint.problemType])}
      </p>
      <ol class="complaint-said" aria-live="polite">
        {complaint.said.map((one, at) => (
          <li key={at} class={one.by}>
            <small>
              {say(...SPEAKER_WORDS[one.by])} · <time>{formatMoment(one.atMs)}</time>
            </small>
            {say(...wordsOf(one))}
          </li>
        ))}
      </ol>
      <form
        class="complaint-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (speaking && text.trim() !== '') void follow(speaking, text.trim())
        }}
      >
        {speaking && (
          <>
            <label>
              <span class="name">{say(...textWords(speaking, complaint.state))}</span>
              <textarea
                required
                maxLength={300}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            </label>
            <button type="submit" class="primary" disabled={busy || text.trim() === ''}>
              {say('发送', 'Send')}
            </button>
          </>
        )}
        <div class="complaint-ends">
          {complaint.next
            .filter((step) => !speaks(step))
            .map((step) => (
              <button
                key={step}
                type="button"
                class="button"
                disabled={busy}
                onClick={() => void follow(step, '')}
              >
                {say(...FOLLOW_WORDS[step])}
              </button>
            ))}
        </div>
      </form>
    </section>
  )
}
