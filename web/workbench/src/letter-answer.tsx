import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { goTo, hrefTo } from '../../office/src/route.js'
import { formatTime } from '../../office/src/time.js'
import { acceptLaunch, declineLaunch, keepForLater, type Launch } from './launches-api.js'
import { useAct } from './use-act.js'
import { WhyDialog } from './why-dialog.js'

const words = defineWords(
  {
    agree: '我已阅读并同意上面的平台规则',
    accept: '同意并开通',
    tick: '请先勾选“我已阅读并同意”',
    decline: '婉拒',
    later: '以后再说',
    kept: (until: string) => `邀请函为您保留到 ${until}`,
    accepted: '已开通，顾客现在就能看到',
    setUp: '已接受，条件齐备后自动开通',
    declined: '已婉拒',
    declineTitle: '婉拒这份邀请？',
    declineHint: '现有支付方式照常使用。平台以后可能再次邀请您。',
    declineWhy: '原因（选填，帮助平台改进）',
  },
  {
    agree: 'I have read the terms above and agree to them',
    accept: 'Agree and switch on',
    tick: 'Tick that you have read and agree first',
    decline: 'Decline',
    later: 'Later',
    kept: (until: string) => `The letter is kept for you until ${until}`,
    accepted: 'Switched on: shoppers can see it now',
    setUp: 'Accepted: it goes live by itself once everything is in place',
    declined: 'Declined',
    declineTitle: 'Decline this invitation?',
    declineHint: 'The methods that you have go on as usual. You may be invited again.',
    declineWhy: 'Reason (optional; it helps the platform)',
  },
)

export function LetterAnswer({ launch, termsSeq }: { launch: Launch; termsSeq: number }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { act, busy, error } = useAct()
  const [agreed, setAgreed] = useState<number>()
  const [missing, setMissing] = useState(false)
  const [declining, setDeclining] = useState(false)
  // Another version came into force while this one was being read: it is another agreement.
  const isAgreed = agreed === termsSeq

  const accept = async () => {
    if (!isAgreed) return setMissing(true)
    await act('accept', async () => {
      const fresh = await acceptLaunch(launch.launchId, termsSeq)
      const now = fresh.data.find(({ launchId }) => launchId === launch.launchId)
      message.success(now?.live === true ? t.accepted : t.setUp)
      return fresh
    })
  }
  const later = async () => {
    await keepForLater(launch.launchId).catch(() => {})
    if (launch.expiresAt) message.info(t.kept(formatTime(launch.expiresAt, new Date(), { language })))
    goTo(hrefTo('/methods'))
  }
  return (
    <section className="card letter-answer">
      {error && <Refused error={error} />}
      <Checkbox
        checked={isAgreed}
        onChange={(event) => {
          setAgreed(event.target.checked ? termsSeq : undefined)
          setMissing(false)
        }}
      >
        {t.agree}
      </Checkbox>
      <p className="letter-missing" role="alert">
        {missing ? t.tick : ''}
      </p>
      <div className="letter-buttons">
        <Button type="primary" size="large" loading={busy === 'accept'} onClick={accept}>
          {t.accept}
        </Button>
        <Button size="large" disabled={busy !== undefined} onClick={later}>
          {t.later}
        </Button>
        <Button size="large" type="text" disabled={busy !== undefined} onClick={() => setDeclining(true)}>
          {t.decline}
        </Button>
      </div>
      <WhyDialog
        open={declining}
        title={t.declineTitle}
        hint={t.declineHint}
        label={t.declineWhy}
        ok={t.decline}
        busy={busy === 'decline'}
        onClose={() => setDeclining(false)}
        onOk={async (why) => {
          const done = await act('decline', () => declineLaunch(launch.launchId, why))
          setDeclining(false)
          if (done) message.info(t.declined)
        }}
      />
    </section>
  )
}
