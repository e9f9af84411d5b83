import { Input, Slider } from 'antd'
import { useId, useState } from 'react'
import { bpInField, parseBp } from '../share.js'

interface ShareFieldProps {
  label: string
  hint?: string
  valueBp: number
  onChange: (bp: number) => void
  /** The number alone, in a row of several fields. */
  compact?: boolean
  mostBp?: number
}

/** A share in steps of 0.01 %: roughly by the slider, exactly by the number. */
export function ShareField({
  label,
  hint,
  valueBp,
  onChange,
  compact = false,
  mostBp = 10_000,
}: ShareFieldProps) {
  const id = useId()
  // What is being typed, until the field is left: half a number is not corrected under the fingers.
  const [typed, setTyped] = useState<string>()
  const wrong = typed !== undefined && parseBp(typed, mostBp) === null
  const type = (text: string) => {
    setTyped(text)
    const bp = parseBp(text, mostBp)
    if (bp !== null) onChange(bp)
  }
  const field = (
    <Input
      id={id}
      className="share-input"
      inputMode="decimal"
      suffix="%"
      value={typed ?? bpInField(valueBp)}
      status={wrong ? 'error' : ''}
      aria-invalid={wrong}
      aria-label={compact ? label : undefined}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setTyped(undefined)}
    />
  )
  if (compact) return field
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="share-field">
        <Slider
          min={0}
          max={10_000}
          step={1}
          value={valueBp}
          onChange={onChange}
          tooltip={{ formatter: (bp) => `${bpInField(bp ?? 0)}%` }}
          ariaLabelForHandle={label}
          ariaValueTextFormatterForHandle={(bp) => `${bpInField(bp)}%`}
        />
        {field}
      </div>
      {hint && <p className="muted small">{hint}</p>}
    </div>
  )
}
