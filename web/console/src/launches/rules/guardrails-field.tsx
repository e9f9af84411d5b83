import { InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { RowsField } from '../fields/rows-field.js'
import { ShareField } from '../fields/share-field.js'
import { SpanField } from '../fields/span-field.js'
import { AGAINST_NAMES, BREACH_NAMES, limitName, METRIC_NAMES } from '../launch-names.js'
import { AGAINST, type Guardrail, METRICS, ON_BREACH } from '../launch-rules.js'

const words = defineWords(
  {
    rail: (n: number) => `护栏 ${n}`,
    metric: '指标',
    against: '对照',
    tolerance: '最多差',
    limit: '界限',
    window: '看多久',
    samples: '至少样本',
    breach: '越过时',
    add: '加一道护栏',
  },
  {
    rail: (n: number) => `Guardrail ${n}`,
    metric: 'Figure',
    against: 'Held against',
    tolerance: 'At most worse by',
    limit: 'Limit',
    window: 'Looks back',
    samples: 'Least samples',
    breach: 'On breach',
    add: 'Add a guardrail',
  },
)

const FRESH: Guardrail = {
  metric: 'success_rate',
  against: 'own_past',
  windowMs: 600_000,
  leastSamples: 50,
  toleranceBp: 1_000,
  onBreach: 'pause',
}

/** The limit changes its unit with the figure and with what it is held against: then it begins from a usual one. */
function usualTolerance({ metric, against }: Pick<Guardrail, 'metric' | 'against'>): number {
  if (against !== 'limit') return 1_000
  return { success_rate: 8_500, time_to_paid: 120_000, refund_rate: 500, complaint_rate: 50 }[metric]
}

interface GuardrailsFieldProps {
  value: readonly Guardrail[]
  onChange: (rails: Guardrail[]) => void
}

export function GuardrailsField({ value, onChange }: GuardrailsFieldProps) {
  const t = useWords(words)
  return (
    <RowsField
      rows={value}
      fresh={() => FRESH}
      most={16}
      addLabel={t.add}
      onChange={onChange}
      nameOf={(index) => t.rail(index + 1)}
      render={(rail, change, index) => <RailFields name={t.rail(index + 1)} rail={rail} onChange={change} />}
    />
  )
}

interface RailFieldsProps {
  name: string
  rail: Guardrail
  onChange: (rail: Guardrail) => void
}

function RailFields({ name, rail, onChange }: RailFieldsProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const set = (patch: Partial<Guardrail>) => onChange({ ...rail, ...patch })
  const anew = (patch: Partial<Pick<Guardrail, 'metric' | 'against'>>) =>
    set({ ...patch, toleranceBp: usualTolerance({ ...rail, ...patch }) })
  const isLimit = rail.against === 'limit'
  const named = (what: string) => `${name} ${what}`
  return (
    <div className="rail-fields">
      <Labelled label={t.metric}>
        <Select
          aria-label={named(t.metric)}
          value={rail.metric}
          onChange={(metric) => anew({ metric })}
          options={METRICS.map((metric) => ({ value: metric, label: METRIC_NAMES[metric][language] }))}
        />
      </Labelled>
      <Labelled label={t.against}>
        <Select
          aria-label={named(t.against)}
          value={rail.against}
          onChange={(against) => anew({ against })}
          options={AGAINST.map((against) => ({
            value: against,
            label: against === 'limit' ? limitName(rail.metric, language) : AGAINST_NAMES[against][language],
          }))}
        />
      </Labelled>
      <Labelled label={isLimit ? t.limit : t.tolerance}>
        {isLimit && rail.metric === 'time_to_paid' ? (
          <SpanField
            label={named(t.limit)}
            valueMs={rail.toleranceBp}
            onChange={(toleranceBp) => set({ toleranceBp })}
          />
        ) : (
          <ShareField
            compact
            label={named(isLimit ? t.limit : t.tolerance)}
            valueBp={rail.toleranceBp}
            // Of a time or a small rate, several times as much may be fine.
            mostBp={isLimit || rail.metric === 'success_rate' ? 10_000 : 1_000_000}
            onChange={(toleranceBp) => set({ toleranceBp })}
          />
        )}
      </Labelled>
      <Labelled label={t.window}>
        <SpanField
          label={named(t.window)}
          valueMs={rail.windowMs}
          onChange={(windowMs) => set({ windowMs })}
        />
      </Labelled>
      <Labelled label={t.samples}>
        <InputNumber
          aria-label={named(t.samples)}
          min={1}
          max={1_000_000}
          precision={0}
          value={rail.leastSamples}
          onChange={(leastSamples) => leastSamples !== null && set({ leastSamples })}
        />
      </Labelled>
      <Labelled label={t.breach}>
        <Select
          aria-label={named(t.breach)}
          value={rail.onBreach}
          onChange={(onBreach) => set({ onBreach })}
          options={ON_BREACH.map((act) => ({ value: act, label: BREACH_NAMES[act][language] }))}
        />
      </Labelled>
    </div>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="field">
      <span className="muted small" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}
