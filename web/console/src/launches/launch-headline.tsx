import { Time } from '../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../office/src/language.js'
import { formatCount } from '../../../office/src/money.js'
import { methodName } from '../../../office/src/names.js'
import { Facts } from '../../../office/src/page.js'
import { KillSwitch } from './kill-switch.js'
import type { LaunchDetail } from './launch-api.js'
import { LaunchMoves } from './launch-moves.js'
import { actorName, eventName, SCHEDULE_STATES, STATES } from './launch-names.js'
import { LaunchRequires } from './launch-requires.js'
import type { LaunchRules } from './launch-rules.js'
import { useMayLaunch } from './launches-frame.js'
import { ShareBar } from './share-bar.js'

const words = defineWords(
  {
    what: {
      draft: '还没有放出：没有人看得到',
      live: '正在放给顾客',
      halted: '所有收银台都不再出现；已经在付的单照常付完',
      ended: '已经结束，不会再出现',
    },
    share: '顾客份额',
    merchants: '商户',
    everyone: '全部商户',
    active: (n: string) => `${n} 家已开通`,
    schedule: '阶段计划',
    step: (at: number, of: number) => `第 ${at}/${of} 阶段`,
    none: '无',
    requires: '所需能力',
    methods: '支付方式',
  },
  {
    what: {
      draft: 'Not let out yet: nobody sees it',
      live: 'Being shown to shoppers',
      halted: 'Gone from every cashier; payments under way go on to their end',
      ended: 'Over; it will not come back',
    },
    share: 'Share of shoppers',
    merchants: 'Merchants',
    everyone: 'Everyone',
    active: (n: string) => `${n} active`,
    schedule: 'Schedule',
    step: (at: number, of: number) => `step ${at}/${of}`,
    none: 'None',
    requires: 'Capabilities needed',
    methods: 'Methods',
  },
)

/** What holds now, who made it so, and the switch that stops it. */
export function LaunchHeadline({ launch, onChanged }: { launch: LaunchDetail; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const may = useMayLaunch()
  const { rules, versions } = launch
  const latest = versions.find(({ version }) => version === launch.version)
  return (
    <section
      className={`card launch-headline launch-${rules.state}`}
      aria-label={STATES[rules.state][language]}
    >
      <div className="launch-standing">
        <div className="launch-state" role="status">
          <span className="launch-light" aria-hidden="true" />
          <div>
            <strong>{STATES[rules.state][language]}</strong>
            <div className="muted">{t.what[rules.state]}</div>
          </div>
        </div>
        {may && <KillSwitch launch={launch} onDone={onChanged} />}
      </div>
      <Facts
        facts={[
          [t.share, <ShareBar key="share" shareBp={rules.shareBp} dimmed={rules.state !== 'live'} />],
          [t.merchants, <MerchantsSaid key="merchants" launch={launch} />],
          [t.schedule, <ScheduleSaid key="schedule" schedule={rules.schedule} />],
          [
            t.methods,
            rules.methods.map((method) => methodName(method, language)).join(language === 'zh' ? '、' : ', '),
          ],
          [
            t.requires,
            rules.requires.length > 0 ? <LaunchRequires key="requires" launch={launch} /> : undefined,
          ],
        ]}
      />
      <p className="launch-last">
        <span className="muted">
          v{launch.version} · <Time at={launch.validFrom} seconds />
          {latest && ` · ${eventName(latest.action, language)} · ${actorName(latest.by, language)}`}
        </span>
        {latest && latest.why !== '' && (
          <span>
            {language === 'zh' ? '：' : ': '}
            {latest.why}
          </span>
        )}
      </p>
      {may && <LaunchMoves launch={launch} onDone={onChanged} />}
    </section>
  )
}

function MerchantsSaid({ launch: { rules, merchants } }: { launch: LaunchDetail }) {
  const t = useWords(words)
  return (
    <>
      {rules.merchants === 'everyone' && <span>{t.everyone} · </span>}
      {t.active(formatCount(merchants.active))}
    </>
  )
}

function ScheduleSaid({ schedule }: { schedule: LaunchRules['schedule'] }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { steps, step, state } = schedule
  if (steps.length === 0) return t.none
  return (
    <>
      {SCHEDULE_STATES[state][language]}
      {step >= 0 && <span className="muted"> · {t.step(step + 1, steps.length)}</span>}
    </>
  )
}
