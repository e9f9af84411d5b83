import { Button } from 'antd'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { RowsField } from '../fields/rows-field.js'
import { ShareField } from '../fields/share-field.js'
import { SpanField } from '../fields/span-field.js'
import type { Schedule, Step } from '../launch-rules.js'

const words = defineWords(
  {
    step: (n: number) => `第 ${n} 阶段`,
    share: (n: number) => `第 ${n} 阶段份额`,
    hold: (n: number) => `第 ${n} 阶段持续`,
    holds: '持续',
    add: '加一个阶段',
    usual: '填入常用阶段：1% → 10% → 50% → 100%',
    now: '现在',
  },
  {
    step: (n: number) => `Step ${n}`,
    share: (n: number) => `Share of step ${n}`,
    hold: (n: number) => `Step ${n} holds for`,
    holds: 'for',
    add: 'Add a step',
    usual: 'Put in the usual steps: 1% → 10% → 50% → 100%',
    now: 'now',
  },
)

const DAY_MS = 86_400_000
const USUAL: Step[] = [100, 1_000, 5_000, 10_000].map((shareBp) => ({ shareBp, holdMs: DAY_MS }))

/** Shares that follow each other by themselves. */
export function StepsField({ value, onChange }: { value: Schedule; onChange: (schedule: Schedule) => void }) {
  const t = useWords(words)
  const { steps } = value
  const set = (next: Step[]) => onChange({ ...value, steps: next })
  const last = steps.at(-1)
  return (
    <>
      <RowsField
        rows={steps}
        fresh={() => ({
          shareBp: Math.min(10_000, (last?.shareBp ?? 50) * 2),
          holdMs: last?.holdMs ?? DAY_MS,
        })}
        most={50}
        addLabel={t.add}
        onChange={set}
        nameOf={(index) => t.step(index + 1)}
        render={(step, change, index) => (
          <div className="row-fields">
            <span className={index === value.step ? 'step-now' : ''}>
              {t.step(index + 1)}
              {index === value.step && ` · ${t.now}`}
            </span>
            <ShareField
              compact
              label={t.share(index + 1)}
              valueBp={step.shareBp}
              onChange={(shareBp) => change({ ...step, shareBp })}
            />
            <span className="muted">{t.holds}</span>
            <SpanField
              label={t.hold(index + 1)}
              valueMs={step.holdMs}
              onChange={(holdMs) => change({ ...step, holdMs })}
            />
          </div>
        )}
      />
      {steps.length === 0 && (
        <Button size="small" className="usual-steps" onClick={() => set(USUAL)}>
          {t.usual}
        </Button>
      )}
    </>
  )
}
