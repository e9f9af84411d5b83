import { Button } from 'antd'
import { type ReactNode, useRef } from 'react'
import { defineWords, useWords } from '../../../../office/src/language.js'

const words = defineWords(
  { remove: '删除', removeThis: (name: string) => `删除${name}` },
  { remove: 'Remove', removeThis: (name: string) => `Remove ${name}` },
)

interface RowsFieldProps<Row> {
  rows: readonly Row[]
  fresh: () => Row
  most: number
  addLabel: string
  onChange: (rows: Row[]) => void
  nameOf: (index: number) => string
  render: (row: Row, change: (row: Row) => void, index: number) => ReactNode
}

/** Rows that are added, changed and taken out. */
export function RowsField<Row>({
  rows,
  fresh,
  most,
  addLabel,
  onChange,
  nameOf,
  render,
}: RowsFieldProps<Row>) {
  const t = useWords(words)
  // Rows are data without names of their own: a key for each, or taking one out would mix up the fields below it.
  const keys = useRef<number[]>([])
  const next = useRef(0)
  while (keys.current.length < rows.length) keys.current.push(next.current++)
  keys.current.length = rows.length
  return (
    <div className="rows-field">
      {rows.map((row, index) => (
        <div key={keys.current[index]} className="rows-line">
          {render(row, (changed) => onChange(rows.with(index, changed)), index)}
          <Button
            size="small"
            type="text"
            aria-label={t.removeThis(nameOf(index))}
            onClick={() => {
              keys.current.splice(index, 1)
              onChange(rows.toSpliced(index, 1))
            }}
          >
            {t.remove}
          </Button>
        </div>
      ))}
      {rows.length < most && (
        <Button size="small" onClick={() => onChange([...rows, fresh()])}>
          {addLabel}
        </Button>
      )}
    </div>
  )
}
