import { InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { splitSpan, UNIT_MS, UNITS, type Unit } from './duration.js'

const words = defineWords<{ unit: string; units: Record<Unit, string> }>(
  { unit: '单位', units: { second: '秒', minute: '分钟', hour: '小时', day: '天' } },
  { unit: 'unit', units: { second: 'seconds', minute: 'minutes', hour: 'hours', day: 'days' } },
)

interface SpanFieldProps {
  label: string
  valueMs: number
  onChange: (ms: number) => void
}

/** A span of time as a count and a unit. */
export function SpanField({ label, valueMs, onChange }: SpanFieldProps) {
  const t = useWords(words)
  // The unit stays what was chosen: 60 minutes do not turn into an hour while they are typed.
  const [unit, setUnit] = useState(() => splitSpan(valueMs).unit)
  const count = valueMs / UNIT_MS[unit]
  const whole = Number.isInteger(count) ? { count, unit } : splitSpan(valueMs)
  return (
    <Space.Compact className="span-field">
      <InputNumber
        aria-label={label}
        min={1}
        max={100_000}
        precision={0}
        controls={false}
        value={whole.count}
        onChange={(next) => next !== null && onChange(next * UNIT_MS[whole.unit])}
      />
      <Select
        aria-label={`${label} ${t.unit}`}
        value={whole.unit}
        onChange={(next) => {
          setUnit(next)
          onChange(whole.count * UNIT_MS[next])
        }}
        options={UNITS.map((value) => ({ value, label: t.units[value] }))}
      />
    </Space.Compact>
  )
}
