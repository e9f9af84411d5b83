import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { hrefTo } from '../../../office/src/route.js'
import { ReviewTag } from '../capabilities/review-words.js'
import type { Launch } from './launch-api.js'
import { useCapabilities } from './use-capabilities.js'

const words = defineWords(
  { hidden: '有能力没有获批：支付方式现在是隐藏的' },
  { hidden: 'A capability is not granted: the methods are hidden now' },
)

/** The capabilities that it stands on; while one is missing, a launch that is live shows nothing. */
export function LaunchRequires({ launch }: { launch: Launch }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { data } = useCapabilities()
  const { requires, state } = launch.rules
  const known = new Map(data?.map((one) => [one.id, one]))
  const isMissing = data !== undefined && requires.some((id) => known.get(id)?.state !== 'granted')
  return (
    <>
      <ul className="requires">
        {requires.map((id) => {
          const capability = known.get(id)
          return (
            <li key={id}>
              <a href={hrefTo(`/capabilities/${encodeURIComponent(id)}`)}>
                {capability ? pick(language, capability.name, capability.nameEn) : id}
              </a>{' '}
              {capability && <ReviewTag state={capability.state} />}
            </li>
          )
        })}
      </ul>
      {isMissing && state === 'live' && (
        <p className="field-error" role="status">
          {t.hidden}
        </p>
      )}
    </>
  )
}
