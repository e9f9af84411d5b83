import { Tag } from '../../office/src/figures.js'
import { NotFound } from '../../office/src/frame.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../office/src/load-states.js'
import { Page } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import type { Merchant } from '../../office/src/types.js'
import { LaunchStanding } from './launch-standing.js'
import { isLetter, launchState } from './launch-state.js'
import { Letter } from './letter.js'
import { useLaunches } from './use-launches.js'

const words = defineWords(
  { back: '支付方式', title: '支付方式', letter: '邀请函' },
  { back: 'Payment methods', title: 'Payment method', letter: 'Invitation' },
)

export function LaunchPage({ launchId, merchant }: { launchId: string; merchant: Merchant }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { data, error, reload } = useLaunches()
  const launch = data?.data.find((one) => one.launchId === launchId)
  const back = { href: hrefTo('/methods'), label: t.back }
  if (data !== undefined && launch === undefined) return <NotFound />
  if (launch === undefined) {
    return (
      <Page title={t.title} back={back}>
        {error ? <Refused error={error} onRetry={reload} /> : <CardSkeleton rows={8} />}
      </Page>
    )
  }
  const naming = launchState(launch)
  const name = pick(language, launch.name, launch.nameEn)
  return (
    <Page
      back={back}
      tabTitle={name}
      title={
        <>
          <span>{name}</span>
          <Tag tone={naming.tone}>{naming[language]}</Tag>
        </>
      }
    >
      <StaleNote error={error} onRetry={reload} />
      {isLetter(launch) ? <Letter launch={launch} merchant={merchant} /> : <LaunchStanding launch={launch} />}
    </Page>
  )
}
