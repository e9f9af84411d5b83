import { defineWords, useWords } from '../../../../office/src/language.js'
import { MomentField } from '../fields/moment-field.js'
import { RowsField } from '../fields/rows-field.js'
import type { LaunchRules } from '../launch-rules.js'

const words = defineWords(
  { window: (n: number) => `时间窗 ${n}`, from: '从', until: '到', add: '加一个时间窗' },
  { window: (n: number) => `Window ${n}`, from: 'from', until: 'until', add: 'Add a window' },
)

type Windows = LaunchRules['windows']
const HOUR_MS = 3_600_000

/** The next whole hour, for a day: the promotion opens at an hour. */
function nextDay(): Windows[number] {
  const from = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS
  return { from: new Date(from).toISOString(), until: new Date(from + 24 * HOUR_MS).toISOString() }
}

export function WindowsField({ value, onChange }: { value: Windows; onChange: (windows: Windows) => void }) {
  const t = useWords(words)
  return (
    <RowsField
      rows={value}
      fresh={nextDay}
      most={100}
      addLabel={t.add}
      onChange={onChange}
      nameOf={(index) => t.window(index + 1)}
      render={(window, change, index) => (
        <div className="row-fields">
          {(['from', 'until'] as const).map((end) => (
            <MomentField
              key={end}
              label={`${t.window(index + 1)} ${t[end]}`}
              value={window[end]}
              onChange={(at) => change({ ...window, [end]: at })}
            />
          ))}
        </div>
      )}
    />
  )
}
