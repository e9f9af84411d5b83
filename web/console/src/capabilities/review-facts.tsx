import type { ReactNode } from 'react'
import { NumberText, Time } from '../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../office/src/language.js'
import { institutionName } from '../../../office/src/names.js'
import { Facts } from '../../../office/src/page.js'
import type { Review } from './capability-api.js'
import { NextStep, ReviewTag } from './review-words.js'
import { zftProgress } from './zft-progress.js'

const words = defineWords(
  {
    institution: '机构',
    number: '申请编号',
    there: '机构受理号',
    submission: '提交次数',
    changed: '最近变化',
    asked: '最近询问',
    next: '下次询问',
    answers: {
      timeout: '没有答复',
      connection: '连不上',
      unreadable: '答复无法读取',
      server_error: '机构报错',
      bad_signature: '签名不对',
      new_status: '不认识的状态',
    } as Readonly<Record<string, string>>,
  },
  {
    institution: 'Institution',
    number: 'Application',
    there: 'Its number there',
    submission: 'Handed in',
    changed: 'Last change',
    asked: 'Last asked',
    next: 'Asked next',
    answers: {
      timeout: 'no answer',
      connection: 'could not be reached',
      unreadable: 'an answer that cannot be read',
      server_error: 'an error there',
      bad_signature: 'a wrong signature',
      new_status: 'a state that is not known',
    } as Readonly<Record<string, string>>,
  },
)

/** Where it stands, in one glance. */
export function ReviewFacts({ review, more = [] }: { review: Review; more?: [string, ReactNode][] }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { lastCall } = review
  const answer = lastCall?.answer ?? ''
  const said = t.answers[answer] ?? zftProgress(answer, language)
  return (
    <>
      <div className="review-standing">
        <ReviewTag state={review.state} />
        <NextStep state={review.state} />
      </div>
      <Facts
        facts={[
          [t.institution, institutionName(review.institution, language)],
          [t.number, <NumberText key="no" value={review.applicationNo} label={t.number} />],
          [t.there, review.institutionRef ?? undefined],
          ...more,
          [t.submission, review.submission > 0 ? review.submission : undefined],
          [t.changed, <Time key="changed" at={review.changedAt} seconds />],
          [
            t.asked,
            lastCall === null ? undefined : (
              <span key="asked">
                <Time at={lastCall.at} seconds />
                {said !== null && <span className="muted"> {said}</span>}
              </span>
            ),
          ],
          [
            t.next,
            review.nextLookAt === null ? undefined : <Time key="next" at={review.nextLookAt} seconds />,
          ],
        ]}
      />
    </>
  )
}
