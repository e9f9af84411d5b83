import { DataTable } from '../../../../office/src/data-table.js'
import { Tag } from '../../../../office/src/figures.js'
import { defineWords, type Language, useLanguage, useWords } from '../../../../office/src/language.js'
import { formatCount } from '../../../../office/src/money.js'
import { methodName, type Tone } from '../../../../office/src/names.js'
import { formatSpan } from '../../../../office/src/time.js'
import type { GuardrailNow, Measured } from '../launch-api.js'
import { AGAINST_NAMES, BREACH_NAMES, limitName, METRIC_NAMES } from '../launch-names.js'
import type { Guardrail, Metric } from '../launch-rules.js'
import { limitSaid } from '../rules/describe-rules.js'
import { formatBp } from '../share.js'

const words = defineWords(
  {
    title: '护栏',
    metric: '指标',
    over: (span: string) => `近 ${span}`,
    now: '现在',
    against: '对照',
    tolerance: (share: string) => `最多差 ${share}`,
    samples: '样本',
    least: (n: string) => `至少 ${n}`,
    breach: '越过时',
    standing: '状况',
    standings: {
      holds: '守住',
      breached: '已越过',
      tripped: '已触发，等人处理',
      few: '样本不够',
      none: '还没有付款',
    },
    none: '没有护栏',
    noneHint: '没有护栏时，阶段计划只按时间推进。可以在“规则”里加。',
  },
  {
    title: 'Guardrails',
    metric: 'Figure',
    over: (span: string) => `last ${span}`,
    now: 'Now',
    against: 'Held against',
    tolerance: (share: string) => `at most ${share} worse`,
    samples: 'Samples',
    least: (n: string) => `at least ${n}`,
    breach: 'On breach',
    standing: 'Standing',
    standings: {
      holds: 'Holds',
      breached: 'Breached',
      tripped: 'Tripped; waits for a person',
      few: 'Too few samples',
      none: 'No payments yet',
    },
    none: 'No guardrails',
    noneHint: 'Without one the schedule advances by time alone. They are added under “Rules”.',
  },
)

type Standing = 'holds' | 'breached' | 'tripped' | 'few' | 'none'
const TONES: Record<Standing, Tone> = {
  holds: 'good',
  breached: 'alarm',
  tripped: 'alarm',
  few: 'quiet',
  none: 'quiet',
}

function standingOf({ trippedAt, measured }: GuardrailNow): Standing {
  if (trippedAt !== null) return 'tripped'
  if (measured === null) return 'none'
  if (measured.breached) return 'breached'
  return measured.enough ? 'holds' : 'few'
}

function figureSaid(value: number | null | undefined, metric: Metric, language: Language): string {
  if (value == null) return '—'
  return metric === 'time_to_paid' ? formatSpan(value, language) : formatBp(Math.round(value))
}

const figureNow = (measured: Measured | null) => measured?.valueBp ?? measured?.valueMs

export function Guardrails({ guardrails }: { guardrails: readonly GuardrailNow[] }) {
  const t = useWords(words)
  const { language } = useLanguage()
  return (
    <section aria-label={t.title}>
      <div className="card-head">
        <h2>{t.title}</h2>
      </div>
      <DataTable<GuardrailNow>
        caption={t.title}
        rows={[...guardrails]}
        rowKey={({ guardrail }) => JSON.stringify(guardrail)}
        rowTone={(row) => (TONES[standingOf(row)] === 'alarm' ? 'alarm' : undefined)}
        emptyTitle={t.none}
        emptyHint={t.noneHint}
        columns={[
          {
            key: 'metric',
            title: t.metric,
            onPhone: 'head',
            render: ({ guardrail }) => (
              <>
                {METRIC_NAMES[guardrail.metric][language]}
                <span className="sub">{t.over(formatSpan(guardrail.windowMs, language))}</span>
              </>
            ),
          },
          {
            key: 'standing',
            title: t.standing,
            onPhone: 'side',
            render: (row) => <Tag tone={TONES[standingOf(row)]}>{t.standings[standingOf(row)]}</Tag>,
          },
          {
            key: 'now',
            title: t.now,
            align: 'end',
            render: ({ guardrail, measured }) => (
              <>
                <strong className="figure">
                  {figureSaid(figureNow(measured), guardrail.metric, language)}
                </strong>
                {measured && <span className="sub">{methodName(measured.method, language)}</span>}
              </>
            ),
          },
          {
            key: 'against',
            title: t.against,
            align: 'end',
            render: ({ guardrail, measured }) => <Against guardrail={guardrail} measured={measured} />,
          },
          {
            key: 'samples',
            title: t.samples,
            align: 'end',
            render: ({ guardrail, measured }) => (
              <>
                {measured ? formatCount(measured.samples) : '—'}
                <span className="sub">{t.least(formatCount(guardrail.leastSamples))}</span>
              </>
            ),
          },
          {
            key: 'breach',
            title: t.breach,
            render: ({ guardrail }) => BREACH_NAMES[guardrail.onBreach][language],
          },
        ]}
      />
    </section>
  )
}

function Against({ guardrail, measured }: { guardrail: Guardrail; measured: Measured | null }) {
  const t = useWords(words)
  const { language } = useLanguage()
  if (guardrail.against === 'limit')
    return (
      <>
        {limitSaid(guardrail, language)}
        <span className="sub">{limitName(guardrail.metric, language)}</span>
      </>
    )
  return (
    <>
      {figureSaid(measured?.heldAgainst, guardrail.metric, language)}
      <span className="sub">
        {AGAINST_NAMES[guardrail.against][language]} · {t.tolerance(formatBp(guardrail.toleranceBp))}
      </span>
    </>
  )
}
