import { Button } from 'antd'
import type { ReactNode } from 'react'
import { defineWords, useWords } from './language.js'
import { Empty, Refused } from './load-states.js'
import type { CursorList } from './use-cursor-list.js'

export interface Column<Row> {
  key: string
  title: string
  render: (row: Row) => ReactNode
  align?: 'end'
  /** On a phone each row is a card: `head` and `side` share its first line, `wide` has one
   * of its own without the label, `hidden` is left out. */
  onPhone?: 'head' | 'side' | 'wide' | 'hidden'
  width?: string
}

interface DataTableProps<Row> {
  caption: string
  columns: Column<Row>[]
  rows: Row[] | undefined
  rowKey: (row: Row) => string
  /** Makes the whole row a way to there; the link itself stands in the first column. */
  rowHref?: (row: Row) => string | null
  rowTone?: (row: Row) => 'alarm' | undefined
  emptyTitle: string
  emptyHint?: ReactNode
  skeletonRows?: number
}

/** A real table on a desk, a list of cards on a phone; the same markup, so a screen reader hears one thing. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowHref, rowTone, emptyTitle, emptyHint, skeletonRows = 6 } = props
  if (rows?.length === 0) return <Empty title={emptyTitle}>{emptyHint}</Empty>
  return (
    <table className="data-table" aria-busy={rows === undefined}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.align} style={{ width: column.width }}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows === undefined
          ? Array.from({ length: skeletonRows }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity of their own.
              <tr key={at} className="row-skeleton">
                {columns.map((column) => (
                  <td key={column.key} data-phone={column.onPhone}>
                    <span className="bone" />
                  </td>
                ))}
              </tr>
            ))
          : rows.map((row) => {
              const href = rowHref?.(row) ?? null
              return (
                <tr key={rowKey(row)} className={`${href ? 'row-link' : ''} ${rowTone?.(row) ?? ''}`}>
                  {columns.map((column, at) => (
                    <td
                      key={column.key}
                      className={column.align}
                      data-phone={column.onPhone}
                      data-label={column.title}
                    >
                      <div className="cell">
                        {at === 0 && href ? (
                          <a className="row-anchor" href={href}>
                            {column.render(row)}
                          </a>
                        ) : (
                          column.render(row)
                        )}
                      </div>
                    </td>
                  ))}
                </tr>
              )
            })}
      </tbody>
    </table>
  )
}

const words = defineWords({ more: '加载更多', all: '没有更多了' }, { more: 'Load more', all: 'That is all' })

type CursorTableProps<Row> = Omit<DataTableProps<Row>, 'rows'> & { list: CursorList<Row> }

export function CursorTable<Row>({ list, ...table }: CursorTableProps<Row>) {
  const t = useWords(words)
  return (
    <>
      {list.error && <Refused error={list.error} onRetry={list.rows ? list.loadMore : list.reload} />}
      {(list.rows !== undefined || !list.error) && <DataTable {...table} rows={list.rows} />}
      {list.hasMore && (
        <div className="more">
          <Button onClick={list.loadMore} loading={list.loadingMore}>
            {t.more}
          </Button>
        </div>
      )}
      {!list.hasMore && (list.rows?.length ?? 0) > 10 && <div className="more muted small">{t.all}</div>}
    </>
  )
}
