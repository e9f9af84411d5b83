import { Button, Checkbox } from 'antd'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { CRITERIA, CRITERION_NAMES, type Criterion, moveOne } from './policy.js'

const words = defineWords(
  {
    up: '上移',
    down: '下移',
    upThis: (name: string) => `上移：${name}`,
    downThis: (name: string) => `下移：${name}`,
  },
  {
    up: 'Up',
    down: 'Down',
    upThis: (name: string) => `Up: ${name}`,
    downThis: (name: string) => `Down: ${name}`,
  },
)

interface CriteriaFieldProps {
  value: readonly Criterion[]
  onChange: (order: Criterion[]) => void
}

/** What decides in which order; those that do not count stand below. */
export function CriteriaField({ value, onChange }: CriteriaFieldProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const all = [...value, ...CRITERIA.filter((one) => !value.includes(one))]
  return (
    <ol className="criteria">
      {all.map((one, index) => {
        const name = CRITERION_NAMES[one][language]
        const counts = index < value.length
        return (
          <li key={one}>
            <Checkbox
              checked={counts}
              onChange={(event) =>
                onChange(event.target.checked ? [...value, one] : value.filter((other) => other !== one))
              }
            >
              {name}
            </Checkbox>
            {counts && (
              <span className="criteria-moves">
                <Button
                  size="small"
                  type="text"
                  aria-label={t.upThis(name)}
                  disabled={index === 0}
                  onClick={() => onChange(moveOne(value, index, -1))}
                >
                  {t.up}
                </Button>
                <Button
                  size="small"
                  type="text"
                  aria-label={t.downThis(name)}
                  disabled={index === value.length - 1}
                  onClick={() => onChange(moveOne(value, index, 1))}
                >
                  {t.down}
                </Button>
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
