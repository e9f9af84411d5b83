import { Select } from 'antd'
import { useId } from 'react'
import { defineWords, pick, useLanguage, useWords } from '../../../../office/src/language.js'
import { stateName } from '../../capabilities/review-words.js'
import { useCapabilities } from '../use-capabilities.js'

const words = defineWords(
  {
    label: '需要先获批的能力',
    hint: '没有全部获批就不能上线；其中一项被暂停时，支付方式马上隐藏。这里只有申请过的能力。',
  },
  {
    label: 'Capabilities that must be granted',
    hint: 'It goes live with all of them only; when one is suspended, the methods are hidden at once. Only those that were applied for are listed.',
  },
)

interface RequiresFieldProps {
  institution: string
  /** Once live, the institution's leave for the platform is not taken out any more. */
  wasLive?: boolean
  value: readonly string[]
  onChange: (ids: string[]) => void
}

export function RequiresField({ institution, wasLive = false, value, onChange }: RequiresFieldProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  const { data, error } = useCapabilities()
  return (
    <div className="field">
      <label htmlFor={id}>{t.label}</label>
      <Select
        id={id}
        mode="multiple"
        loading={!data && !error}
        value={[...value]}
        onChange={onChange}
        options={(data ?? [])
          .filter((one) => one.institution === institution)
          .map((one) => ({
            value: one.id,
            disabled: wasLive && one.id === `${institution}.platform` && value.includes(one.id),
            label: `${pick(language, one.name, one.nameEn)} · ${stateName(one.state, language)}`,
          }))}
      />
      <p className="muted small">{t.hint}</p>
    </div>
  )
}
