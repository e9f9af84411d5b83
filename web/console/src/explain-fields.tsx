import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { sceneName } from '../../office/src/names.js'
import { SCENES } from './explain-api.js'
import { fromLocalField, toLocalField } from './launches/fields/duration.js'

const words = defineWords(
  { scene: '在哪里打开', when: '什么时间', now: '不填即现在' },
  { scene: 'Opened where', when: 'When', now: 'Empty: now' },
)

interface FieldProps {
  value: string
  onChange: (value: string) => void
}

export function SceneField({ value, onChange }: FieldProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t.scene}</label>
      <Select
        id={id}
        value={value}
        onChange={onChange}
        options={SCENES.map((scene) => ({ value: scene as string, label: sceneName(scene, language) }))}
      />
    </div>
  )
}

/** As the field holds it, to the second: between two steps of a ramp there may be no more. */
function inField(iso: string): string {
  const minute = toLocalField(iso === '' ? null : iso)
  return minute === '' ? '' : `${minute}:${String(new Date(iso).getSeconds()).padStart(2, '0')}`
}

/** A moment in the reader's zone; an empty one is now, and a half-typed one is not taken. */
export function WhenField({ value, onChange }: FieldProps) {
  const t = useWords(words)
  const id = useId()
  const [typed, setTyped] = useState(() => inField(value))
  return (
    <div className="field">
      <label htmlFor={id}>
        {t.when} <span className="muted small">{t.now}</span>
      </label>
      <Input
        id={id}
        type="datetime-local"
        step={1}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          onChange(fromLocalField(event.target.value) ?? '')
        }}
      />
    </div>
  )
}
