import { useSay } from '../shared/language.js'

interface Param {
  name: string
  zh: string
  en: string
  number: boolean
  placeholder: string
}

const PARAMS: Record<string, readonly Param[]> = {
  delay: [{ name: 'delayMs', zh: '晚多少毫秒', en: 'Late by, ms', number: true, placeholder: '1000' }],
  double: [
    { name: 'copies', zh: '一共几份', en: 'Copies in all', number: true, placeholder: '2' },
    { name: 'atOnce', zh: '同时几份', en: 'At the same moment', number: true, placeholder: '2' },
  ],
  fail: [
    { name: 'status', zh: 'HTTP 状态（微信）', en: 'HTTP status (WeChat)', number: true, placeholder: '500' },
    { name: 'code', zh: '错误码', en: 'Error code', number: false, placeholder: 'SYSTEM_ERROR' },
    { name: 'message', zh: '错误说明', en: 'Message', number: false, placeholder: '' },
  ],
}

/** The parameters an effect takes, from what was typed; empty fields keep the sandbox's own default. */
export function readParams(effect: string, typed: Record<string, string>): Record<string, string | number> {
  const read: Record<string, string | number> = {}
  for (const { name, number } of PARAMS[effect] ?? []) {
    const text = typed[name]?.trim() ?? ''
    if (text !== '') read[name] = number ? Number(text) : text
  }
  return read
}

export function FaultParams({
  effect,
  values,
  onChange,
}: {
  effect: string
  values: Record<string, string>
  onChange: (name: string, value: string) => void
}) {
  const say = useSay()
  return (
    <>
      {(PARAMS[effect] ?? []).map((param) => (
        <label key={`${effect}.${param.name}`}>
          <span>{say(param.zh, param.en)}</span>
          <input
            type={param.number ? 'number' : 'text'}
            min={param.number ? 0 : undefined}
            placeholder={param.placeholder}
            value={values[param.name] ?? ''}
            onInput={(event) => onChange(param.name, event.currentTarget.value)}
          />
        </label>
      ))}
    </>
  )
}
