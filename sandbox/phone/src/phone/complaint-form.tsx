import { useState } from 'preact/hooks'
import { useSay } from '../shared/language.js'
import type { ProblemType } from './complaint-calls.js'
import { PROBLEM_WORDS } from './complaint-words.js'

const PROBLEMS: readonly ProblemType[] = ['REFUND', 'SERVICE_NOT_WORK', 'OTHERS']

export function ComplaintForm({
  busy,
  onSend,
}: {
  busy: boolean
  onSend: (problemType: ProblemType, detail: string) => void
}) {
  const say = useSay()
  const [problemType, setProblemType] = useState<ProblemType>('REFUND')
  const [detail, setDetail] = useState('')
  return (
    <form
      class="complaint-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (detail.trim() !== '') onSend(problemType, detail.trim())
      }}
    >
      <fieldset>
        <legend>{say('为什么投诉', 'Why')}</legend>
        {PROBLEMS.map((problem) => (
          <label key={problem}>
            <input
              type="radio"
              name="problem"
              checked={problem === problemType}
              onChange={() => setProblemType(problem)}
            />
            {say(...PROBLEM_WORDS[problem])}
          </label>
        ))}
      </fieldset>
      <label>
        <span class="name">{say('说说发生了什么', 'What happened')}</span>
        <textarea
          required
          maxLength={300}
          value={detail}
          onInput={(event) => setDetail(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={busy || detail.trim() === ''}>
        {busy ? say('正在提交…', 'Sending…') : say('提交投诉', 'Send the complaint')}
      </button>
    </form>
  )
}
