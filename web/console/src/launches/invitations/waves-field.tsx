import { InputNumber } from 'antd'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { UNIT_MS } from '../fields/duration.js'
import { RowsField } from '../fields/rows-field.js'
import { ShareField } from '../fields/share-field.js'
import { formatBp } from '../share.js'
import type { Wave } from './invitation-api.js'

const words = defineWords(
  {
    wave: (n: number) => `第 ${n} 波`,
    share: (n: number) => `第 ${n} 波的份额`,
    after: (n: number) => `第 ${n} 波在开始后几小时`,
    hours: '小时后发出',
    add: '加一波',
    sum: (said: string) => `各波合计 ${said}，应为 100%`,
  },
  {
    wave: (n: number) => `Wave ${n}`,
    share: (n: number) => `Share of wave ${n}`,
    after: (n: number) => `Hours from the start to wave ${n}`,
    hours: 'hours after the start',
    add: 'Add a wave',
    sum: (said: string) => `The waves are ${said} together; they should be 100%`,
  },
)

const WHOLE_BP = 10_000
const sumOf = (waves: readonly Wave[]) => waves.reduce((sum, { shareBp }) => sum + shareBp, 0)
export const isWhole = (waves: readonly Wave[]) => sumOf(waves) === WHOLE_BP

/** In which parts a batch goes out, and when. */
export function WavesField({
  value,
  onChange,
}: {
  value: readonly Wave[]
  onChange: (waves: Wave[]) => void
}) {
  const t = useWords(words)
  const sum = sumOf(value)
  return (
    <>
      <RowsField
        rows={value}
        fresh={() => ({
          shareBp: Math.max(0, WHOLE_BP - sum),
          afterMs: (value.at(-1)?.afterMs ?? 0) + UNIT_MS.day,
        })}
        most={50}
        addLabel={t.add}
        onChange={onChange}
        nameOf={(index) => t.wave(index + 1)}
        render={(wave, change, index) => (
          <div className="row-fields">
            <span>{t.wave(index + 1)}</span>
            <ShareField
              compact
              label={t.share(index + 1)}
              valueBp={wave.shareBp}
              onChange={(shareBp) => change({ ...wave, shareBp })}
            />
            <InputNumber
              className="hours-input"
              aria-label={t.after(index + 1)}
              min={0}
              max={8_760}
              step={1}
              controls={false}
              value={wave.afterMs / UNIT_MS.hour}
              onChange={(hours) =>
                hours !== null && change({ ...wave, afterMs: Math.round(hours * UNIT_MS.hour) })
              }
            />
            <span className="muted">{t.hours}</span>
          </div>
        )}
      />
      {sum !== WHOLE_BP && (
        <p className="field-error" role="status">
          {t.sum(formatBp(sum))}
        </p>
      )}
    </>
  )
}
