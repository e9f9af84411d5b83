import { Input } from 'antd'
import { useId, useState } from 'react'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { countOf } from '../../../../office/src/money.js'
import { parseList } from './parse-list.js'

const words = defineWords({ hint: '一行一个，或用逗号隔开' }, { hint: 'One on each line, or with commas' })

interface ListFieldProps {
  label: string
  value: readonly string[]
  onChange: (entries: string[]) => void
  rows?: number
}

/** A list that may be pasted from elsewhere; the text stays as it was typed. */
export function ListField({ label, value, onChange, rows = 2 }: ListFieldProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  const [text, setText] = useState(() => value.join('\n'))
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}{' '}
        {value.length > 0 && (
          <span className="muted small">{countOf(value.length, language, '个', 'entry', 'entries')}</span>
        )}
      </label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: rows, maxRows: 8 }}
        placeholder={t.hint}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          onChange(parseList(event.target.value))
        }}
      />
    </div>
  )
}
