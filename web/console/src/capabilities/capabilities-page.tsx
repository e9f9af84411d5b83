import { Button } from 'antd'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../../office/src/load-states.js'
import { institutionName } from '../../../office/src/names.js'
import { Page } from '../../../office/src/page.js'
import { hrefTo } from '../../../office/src/route.js'
import { useLoad } from '../../../office/src/use-load.js'
import { type Capability, type CapabilityKind, isUnderWay, listCapabilities } from './capability-api.js'
import { NextStep, ReviewTag } from './review-words.js'

const words = defineWords(
  {
    title: '机构能力',
    hint: '支付方式上线之前，要先由机构开通相应的能力。被暂停的能力会让依赖它的支付方式立刻隐藏。',
    none: '还没有申请',
    apply: '填写申请',
    open: '查看',
    wrong: (count: number) => `${count} 处需要整改`,
    merchants: '商户进件',
  },
  {
    title: 'Capabilities',
    hint: 'A method goes live only with what its institution grants for it. A capability that is suspended hides its methods at once.',
    none: 'Not applied for',
    apply: 'Apply',
    open: 'Open',
    wrong: (count: number) => `${count} to be put right`,
    merchants: 'Sub-merchants',
  },
)

/** What institutions grant the platform, kind by kind. */
export function CapabilitiesPage() {
  const t = useWords(words)
  const { data, error, reload } = useLoad('capabilities', listCapabilities, {
    everyMs: (loaded) => (loaded.data.some(isUnderWay) ? 3_000 : 30_000),
  })
  return (
    <Page title={t.title} aside={<Button href={hrefTo('/sub-merchants')}>{t.merchants}</Button>}>
      <p className="muted page-hint">{t.hint}</p>
      {data === undefined && error && <Refused error={error} onRetry={reload} />}
      {data === undefined && !error && <CardSkeleton rows={8} />}
      {data !== undefined && (
        <>
          <StaleNote error={error} onRetry={reload} />
          <ul className="capability-list">
            {data.kinds.map((kind) => (
              <li key={kind.kind}>
                <KindCard kind={kind} capability={data.data.find(({ id }) => id === kind.kind)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}

function KindCard({ kind, capability }: { kind: CapabilityKind; capability: Capability | undefined }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const name = pick(language, kind.name, kind.nameEn)
  return (
    <a className="card capability-card" href={hrefTo(`/capabilities/${kind.kind}`)}>
      <span className="muted small">{institutionName(kind.institution, language)}</span>
      <h2>{name}</h2>
      {capability === undefined ? (
        <p className="muted">{t.none}</p>
      ) : (
        <>
          <div className="tags">
            <ReviewTag state={capability.state} />
            {capability.reasons.length > 0 && (
              <span className="document-reason">{t.wrong(capability.reasons.length)}</span>
            )}
          </div>
          <NextStep state={capability.state} />
        </>
      )}
      <span className="capability-open">{capability === undefined ? t.apply : t.open}</span>
    </a>
  )
}
