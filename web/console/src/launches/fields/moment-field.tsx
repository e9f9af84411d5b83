import { Input } from 'antd'
import { fromLocalField, toLocalField } from './duration.js'

/** A moment in the reader's zone; a half-typed one changes nothing. */
export function MomentField({
  id,
  label,
  value,
  onChange,
}: {
  id?: string
  label?: string
  value: string
  onChange: (iso: string) => void
}) {
  return (
    <Input
      id={id}
      className="moment-field"
      type="datetime-local"
      aria-label={label}
      value={toLocalField(value)}
      onChange={(event) => {
        const iso = fromLocalField(event.target.value)
        if (iso !== null) onChange(iso)
      }}
    />
  )
}
