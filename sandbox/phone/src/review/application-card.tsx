import { useState } from 'preact/hooks'
import type { Answer } from '../shared/call-api.js'
import { formatMoment } from '../shared/format-time.js'
import { useSay } from '../shared/language.js'
import { type Applyment, type Decision, decide } from './review-calls.js'
import { chineseFieldName, decisionWord, fieldName, flatFields, kindWord } from './review-words.js'

type Run = (act: () => Promise<Answer<unknown>>, done: string) => Promise<void>

const REMITTED_MINOR = 37

/** One application: what was handed in, a reason per field, and what may be decided now. */
export function ApplicationCard({ one, busy, run }: { one: Applyment; busy: boolean; run: Run }) {
  const say = useSay()
  const [reasons, setReasons] = useState<Record<string, string>>({})
  const canReject = one.decisions.includes('reject')
  const written = Object.entries(reasons).filter(([, text]) => text.trim() !== '')
  const act = (decision: Decision, remitMinor?: number) =>
    run(
      () =>
        decide(one.applymentId, {
          decision,
          ...(remitMinor === undefined ? {} : { remitMinor }),
          ...(decision === 'reject'
            ? {
                reasons: written.map(([field, reason]) => ({
                  field,
                  fieldName: chineseFieldName(field),
                  reason: reason.trim(),
                })),
              }
            : {}),
        }),
      say(`已办：${decisionWord(decision, say)}`, `Done: ${decisionWord(decision, say)}`),
    )
  return (
    <article class="application" aria-labelledby="application-title">
      <header>
        <h2 id="application-title" class="mono">
          {one.code}
        </h2>
        <p>
          {kindWord(one.kind, say)} · {one.mchid} · {formatMoment(one.submittedAtMs)}
        </p>
        <p>
          <strong class="mono">{one.state}</strong>
          {one.subMchid !== null && (
            <>
              {' · '}
              {say('特约商户号', 'sub_mchid')} <span class="mono">{one.subMchid}</span>
            </>
          )}
        </p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('字段', 'Field')}</th>
            <th scope="col">{say('内容', 'Content')}</th>
            {canReject && <th scope="col">{say('驳回原因', 'Reason to reject')}</th>}
          </tr>
        </thead>
        <tbody>
          {flatFields(one.body).map(({ path, text }) => (
            <tr key={path}>
              <th scope="row" title={path}>
                {fieldName(path, say)}
                <small class="mono">{path}</small>
              </th>
              <td>{one.media[text] ? <Picture media={one.media[text]} /> : text}</td>
              {canReject && (
                <td>
                  <input
                    type="text"
                    maxLength={200}
                    aria-label={say(`${fieldName(path, say)}：驳回原因`, `${fieldName(path, say)}: reason`)}
                    value={reasons[path] ?? ''}
                    onInput={(event) => setReasons({ ...reasons, [path]: event.currentTarget.value })}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {one.reasons.length > 0 && (
        <ul class="given">
          {one.reasons.map((given) => (
            <li key={given.field}>
              {fieldName(given.field, say)}：{given.reason}
            </li>
          ))}
        </ul>
      )}
      <footer>
        {one.decisions.length === 0 && (
          <p>{say('现在没有要决定的事。', 'There is nothing to decide now.')}</p>
        )}
        {one.decisions.map((decision) => (
          <button
            key={decision}
            type="button"
            class={decision === 'approve' || decision === 'sign' ? 'act main' : 'act'}
            disabled={busy || (decision === 'reject' && written.length === 0)}
            title={
              decision === 'reject' && written.length === 0
                ? say('请先在字段旁写下原因', 'Write a reason beside a field first')
                : undefined
            }
            onClick={() => void act(decision)}
          >
            {decisionWord(decision, say)}
            {decision === 'reject' && written.length > 0 ? ` (${written.length})` : ''}
          </button>
        ))}
        {one.kind === 'ecommerce' && one.decisions.includes('verify_account') && (
          <button
            type="button"
            class="act"
            disabled={busy}
            onClick={() => void act('verify_account', REMITTED_MINOR)}
          >
            {say('要求打款 0.37 元验证', 'Verify by a remittance of 0.37 yuan')}
          </button>
        )}
      </footer>
    </article>
  )
}

function Picture({ media }: { media: { filename: string; bytes: number } }) {
  return (
    <span class="picture">
      {media.filename} · {media.bytes} B
    </span>
  )
}
