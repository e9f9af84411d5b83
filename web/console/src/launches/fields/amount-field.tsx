import { Input } from 'antd'
import { useId, useState } from 'react'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { formatMoney, parseMoney } from '../../../../office/src/money.js'

const words = defineWords({ any: '不限' }, { any: 'Any' })

interface AmountFieldProps {
  label: string
  valueMinor: number | null
  onChange: (minor: number | null) => void
}

const inField = (minor: number | null) =>
  minor === null ? '' : formatMoney(minor).replace('¥', '').replaceAll(',', '')

/** An amount of money, or none. */
export function AmountField({ label, valueMinor, onChange }: AmountFieldProps) {
  const t = useWords(words)
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const wrong = typed !== undefined && typed.trim() !== '' && parseMoney(typed) === null
  const type = (text: string) => {
    setTyped(text)
    const minor = parseMoney(text)
    if (text.trim() === '' || minor !== null) onChange(minor)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        prefix="¥"
        inputMode="decimal"
        placeholder={t.any}
        value={typed ?? inField(valueMinor)}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(undefined)}
      />
    </div>
  )
}
