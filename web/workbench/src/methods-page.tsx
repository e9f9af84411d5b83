import { Tag, Time } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton, Empty, Refused, StaleNote } from '../../office/src/load-states.js'
import { methodName } from '../../office/src/names.js'
import { Page } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import { isLetter, launchState } from './launch-state.js'
import type { Launch } from './launches-api.js'
import { useLaunches } from './use-launches.js'

const words = defineWords(
  {
    title: '支付方式',
    none: '目前没有需要您开通的支付方式',
    noneHint: '平台会分批邀请商户。收到邀请函后，这里和每一页的顶部都会提醒您；已有的支付方式照常使用。',
    read: '阅读邀请函',
    details: '查看',
    until: '答复截止：',
    comma: '、',
  },
  {
    title: 'Payment methods',
    none: 'No method is waiting for you',
    noneHint:
      'Merchants are invited in batches. A letter will show here and at the top of every page; what you have goes on as usual.',
    read: 'Read the letter',
    details: 'Details',
    until: 'Answer before ',
    comma: ', ',
  },
)

export function MethodsPage() {
  const t = useWords(words)
  const { data, error, reload } = useLaunches()
  return (
    <Page title={t.title}>
      {data === undefined ? (
        error ? (
          <Refused error={error} onRetry={reload} />
        ) : (
          <div className="stack">
            <CardSkeleton rows={2} />
          </div>
        )
      ) : (
        <>
          <StaleNote error={error} onRetry={reload} />
          {data.data.length === 0 ? (
            <div className="card">
              <Empty title={t.none}>{t.noneHint}</Empty>
            </div>
          ) : (
            <ul className="launch-list">
              {data.data.map((launch) => (
                <LaunchLine key={launch.launchId} launch={launch} />
              ))}
            </ul>
          )}
        </>
      )}
    </Page>
  )
}

function LaunchLine({ launch }: { launch: Launch }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const naming = launchState(launch)
  const [reason] = launch.because
  return (
    <li className="card launch-line">
      <div className="launch-line-words">
        <h2>
          <a href={hrefTo(`/methods/${launch.launchId}`)}>{pick(language, launch.name, launch.nameEn)}</a>
          <Tag tone={naming.tone}>{naming[language]}</Tag>
        </h2>
        <p className="muted">
          {launch.methods.map(({ method }) => methodName(method, language)).join(t.comma)}
        </p>
        {reason && !isLetter(launch) && <p>{pick(language, reason.message, reason.messageEn)}</p>}
        {isLetter(launch) && (
          <p className="small">
            {t.until}
            <Time at={launch.expiresAt} />
          </p>
        )}
      </div>
      <a
        className={isLetter(launch) ? 'launch-go launch-go-letter' : 'launch-go'}
        href={hrefTo(`/methods/${launch.launchId}`)}
      >
        {isLetter(launch) ? t.read : t.details}
        <span className="sr-only">：{pick(language, launch.name, launch.nameEn)}</span>
      </a>
    </li>
  )
}
