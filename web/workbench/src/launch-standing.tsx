import { App, Button } from 'antd'
import { useState } from 'react'
import { Time } from '../../office/src/figures.js'
import { AlarmIcon, DoneIcon } from '../../office/src/icons.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { institutionName, methodName } from '../../office/src/names.js'
import { Card, Facts } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import { mayPause, toneOfChange } from './launch-state.js'
import { type Launch, pauseLaunch, resumeLaunch } from './launches-api.js'
import { TermsText } from './terms-text.js'
import { useAct } from './use-act.js'
import { WhyDialog } from './why-dialog.js'

const words = defineWords(
  {
    live: '顾客现在可以用它付款',
    partly: '现在一部分顾客可以用它付款；平台正在逐步扩大范围，不用您做什么',
    off: '顾客现在看不到它',
    agree: '阅读并同意新规则',
    pause: '暂停',
    resume: '恢复',
    pauseTitle: '暂停这项支付方式？',
    pauseHint: '新的付款不再显示它；进行中的付款和已有订单的退款不受影响。随时可以恢复。',
    pauseWhy: '原因（选填）',
    paused: '已暂停，新的付款不再显示它',
    resumed: '已恢复',
    facts: '概况',
    methods: '支付方式',
    institution: '支付机构',
    agreed: '同意的规则',
    invited: '收到邀请',
    openToAll: '向全部商户开放',
    yes: '是',
    changes: '变化记录',
    nothing: '还没有变化',
    terms: '平台规则',
    by: '操作人：',
    version: (seq: number) => `第 ${seq} 版`,
    comma: '、',
  },
  {
    live: 'Shoppers can pay with it now',
    partly:
      'Some shoppers can pay with it now; the platform is opening it step by step. Nothing is left for you to do',
    off: 'Shoppers do not see it now',
    agree: 'Read and agree',
    pause: 'Pause',
    resume: 'Resume',
    pauseTitle: 'Pause this method?',
    pauseHint:
      'New payments will not show it; payments under way and refunds of past orders go on. You can resume at any time.',
    pauseWhy: 'Reason (optional)',
    paused: 'Paused: new payments do not show it',
    resumed: 'Resumed',
    facts: 'At a glance',
    methods: 'Methods',
    institution: 'Institution',
    agreed: 'Terms agreed to',
    invited: 'Invited',
    openToAll: 'Open to all merchants',
    yes: 'Yes',
    changes: 'What changed',
    nothing: 'Nothing has changed yet',
    terms: 'Terms',
    by: 'by ',
    version: (seq: number) => `version ${seq}`,
    comma: ', ',
  },
)

export function LaunchStanding({ launch }: { launch: Launch }) {
  const t = useWords(words)
  const { language } = useLanguage()
  return (
    <div className="columns">
      <div className="stack columns-aside">
        <Headline launch={launch} />
        <Card title={t.facts}>
          <Facts
            facts={[
              [t.methods, launch.methods.map(({ method }) => methodName(method, language)).join(t.comma)],
              [t.institution, institutionName(launch.institution, language)],
              [t.agreed, launch.agreedTermsSeq === null ? undefined : t.version(launch.agreedTermsSeq)],
              [t.invited, launch.invitedAt ? <Time key="i" at={launch.invitedAt} /> : undefined],
              [t.openToAll, launch.openToEveryone ? t.yes : undefined],
            ]}
          />
        </Card>
      </div>
      <div className="stack columns-main">
        <Card title={t.changes}>
          {launch.changes.length === 0 ? (
            <p className="muted">{t.nothing}</p>
          ) : (
            <ol className="plain-story">
              {launch.changes.map((change) => (
                <li key={`${change.at} ${change.what}`} className={`tag-${toneOfChange(change.state)}`}>
                  <span>
                    {pick(language, change.what, change.whatEn)}
                    {change.by && (
                      <span className="sub">
                        {t.by}
                        {change.by}
                      </span>
                    )}
                  </span>
                  <span className="muted small">
                    <Time at={change.at} />
                  </span>
                </li>
              ))}
            </ol>
          )}
        </Card>
        {launch.terms && (
          <Card title={t.terms}>
            <TermsText terms={launch.terms} />
          </Card>
        )}
      </div>
    </div>
  )
}

function Headline({ launch }: { launch: Launch }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { act, busy, error } = useAct()
  const [pausing, setPausing] = useState(false)
  const needsTerms = launch.because.some(({ code }) => code === 'terms_not_agreed')
  return (
    <section className={launch.live ? 'card standing standing-live' : 'card standing'}>
      {error && <Refused error={error} />}
      <p className="standing-now" role="status">
        {launch.live ? <DoneIcon /> : <AlarmIcon />}
        <strong>{launch.live ? (launch.partly ? t.partly : t.live) : t.off}</strong>
      </p>
      {launch.because.map((reason) => (
        <p key={reason.code}>{pick(language, reason.message, reason.messageEn)}</p>
      ))}
      <div className="standing-buttons">
        {needsTerms && (
          <Button type="primary" href={hrefTo('/terms')}>
            {t.agree}
          </Button>
        )}
        {launch.state === 'paused' && (
          <Button
            type="primary"
            loading={busy === 'resume'}
            onClick={async () => {
              if (await act('resume', () => resumeLaunch(launch.launchId))) message.success(t.resumed)
            }}
          >
            {t.resume}
          </Button>
        )}
        {mayPause(launch) && <Button onClick={() => setPausing(true)}>{t.pause}</Button>}
      </div>
      <WhyDialog
        open={pausing}
        title={t.pauseTitle}
        hint={t.pauseHint}
        label={t.pauseWhy}
        ok={t.pause}
        busy={busy === 'pause'}
        onClose={() => setPausing(false)}
        onOk={async (why) => {
          const done = await act('pause', () => pauseLaunch(launch.launchId, why))
          setPausing(false)
          if (done) message.info(t.paused)
        }}
      />
    </section>
  )
}
