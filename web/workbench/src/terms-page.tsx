import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { Tag, Time } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { CardSkeleton, Empty, Refused } from '../../office/src/load-states.js'
import { Card, Page } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import { agreeToTerms, type TermsToAgree } from './launches-api.js'
import { TermsDiff } from './terms-text.js'
import { useAct } from './use-act.js'
import { useLaunches } from './use-launches.js'

const words = defineWords(
  {
    title: '平台规则',
    back: '支付方式',
    none: '没有需要您同意的规则',
    inForce: '已生效，待您同意',
    coming: '即将生效',
    done: '您已同意',
    from: '生效时间：',
    off: '您还没有同意这个版本，需要它的支付方式已停用。同意后立即恢复。',
    soon: '到时仍未同意的商户，需要它的支付方式会停用。现在同意，到时不受影响。',
    since: (label: string) => `与“${label}”相比的变化`,
    whole: '全文',
    agree: '我已阅读并同意这个版本',
    ok: '同意',
    thanks: '已同意',
  },
  {
    title: 'Terms',
    back: 'Payment methods',
    none: 'There are no terms for you to agree to',
    inForce: 'In force, waiting for you',
    coming: 'Coming',
    done: 'You have agreed',
    from: 'In force from ',
    off: 'You have not agreed to this version, and the methods that need it are off. They come back the moment you agree.',
    soon: 'Who has not agreed by then loses the methods that need it. Agree now and nothing changes for you then.',
    since: (label: string) => `What changes from “${label}”`,
    whole: 'In full',
    agree: 'I have read this version and agree to it',
    ok: 'Agree',
    thanks: 'Agreed',
  },
)

export function TermsPage() {
  const t = useWords(words)
  const { data, error, reload } = useLaunches()
  const both = [data?.neededTerms, data?.upcomingTerms].filter((terms) => terms != null)
  return (
    <Page title={t.title} back={{ href: hrefTo('/methods'), label: t.back }}>
      {data === undefined ? (
        error ? (
          <Refused error={error} onRetry={reload} />
        ) : (
          <CardSkeleton rows={8} />
        )
      ) : (
        <div className="stack">
          {both.length === 0 && (
            <div className="card">
              <Empty title={t.none} />
            </div>
          )}
          {both.map((terms) => (
            <OneVersion key={terms.seq} terms={terms} isInForce={terms === data.neededTerms} />
          ))}
        </div>
      )}
    </Page>
  )
}

function OneVersion({ terms, isInForce }: { terms: TermsToAgree; isInForce: boolean }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { act, busy, error } = useAct()
  const [read, setRead] = useState(false)
  return (
    <Card
      title={terms.label}
      aside={
        <Tag tone={terms.agreed ? 'good' : isInForce ? 'alarm' : 'warn'}>
          {terms.agreed ? t.done : isInForce ? t.inForce : t.coming}
        </Tag>
      }
    >
      <p className="muted">
        {t.from}
        <Time at={terms.effectiveAt} />
      </p>
      {!terms.agreed && <p>{isInForce ? t.off : t.soon}</p>}
      <h3 className="terms-head">{terms.since === null ? t.whole : t.since(terms.since)}</h3>
      <TermsDiff lines={language === 'zh' || !terms.bodyEn ? terms.diff : terms.diffEn} />
      {!terms.agreed && (
        <div className="terms-agree">
          {error && <Refused error={error} />}
          <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
            {t.agree}
          </Checkbox>
          <Button
            type="primary"
            size="large"
            disabled={!read}
            loading={busy === 'agree'}
            onClick={async () => {
              if (await act('agree', () => agreeToTerms(terms.seq))) message.success(t.thanks)
            }}
          >
            {t.ok}
          </Button>
        </div>
      )}
    </Card>
  )
}
