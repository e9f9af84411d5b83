import { Time } from '../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../office/src/language.js'
import { institutionName } from '../../../office/src/names.js'
import { Card } from '../../../office/src/page.js'
import type { DocumentField, Review } from './capability-api.js'
import { ReviewTag } from './review-words.js'

const words = defineWords(
  { title: '经过', schedule: '系统', whole: '整份申请' },
  { title: 'History', schedule: 'the platform', whole: 'The application as a whole' },
)

/** Every state that it was in, newest first: who moved it there, and why. */
export function ReviewHistory({ review, fields }: { review: Review; fields: readonly DocumentField[] }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const labelOf = (field: string): string => {
    const known = fields.find((one) => one.field === field)
    if (known === undefined) return field === '' ? t.whole : field
    return language === 'zh' ? known.label : known.labelEn
  }
  const nameOf = ({ kind, name }: Review['history'][number]['by']): string => {
    if (kind === 'institution') return institutionName(review.institution, language)
    return kind === 'person' ? name : t.schedule
  }
  return (
    <Card title={t.title}>
      <ol className="review-history">
        {review.history.map((move) => (
          <li key={`${move.at} ${move.from} ${move.to}`}>
            <div className="review-move">
              <ReviewTag state={move.to} />
              <span>{nameOf(move.by)}</span>
              <span className="muted small">
                <Time at={move.at} seconds />
              </span>
            </div>
            {move.why !== '' && <p>{move.why}</p>}
            {move.reasons.map(({ field, reason }) => (
              <p key={`${field} ${reason}`} className="small">
                {labelOf(field)}
                {language === 'zh' ? '：' : ': '}
                {reason}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Card>
  )
}
