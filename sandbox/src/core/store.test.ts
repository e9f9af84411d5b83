import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './store.js'

interface Row {
  id: string
  n: number
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const journal = () => join(folder, 'journal.ndjson')
const rowsIn = (at: string) => {
  const store = openStore(at)
  const rows = [...store.collection<Row>('rows').values()]
  store.close()
  return rows
}

describe('the journal', () => {
  it('holds what was written, without a close', async () => {
    const store = openStore(folder)
    const rows = store.collection<Row>('rows')
    rows.put({ id: 'a', n: 1 })
    rows.put({ id: 'b', n: 1 })
    rows.put({ id: 'a', n: 2 })
    rows.delete('b')
    await store.written()
    expect(rowsIn(folder)).toEqual([{ id: 'a', n: 2 }])
  })

  it('drops a last line that was torn by a crash, and goes on after it', async () => {
    const store = openStore(folder)
    store.collection<Row>('rows').put({ id: 'a', n: 1 })
    store.close()
    appendFileSync(journal(), '{"c":"rows","v":{"id":"b","n"')
    const again = openStore(folder)
    again.collection<Row>('rows').put({ id: 'c', n: 3 })
    again.close()
    expect(rowsIn(folder)).toEqual([
      { id: 'a', n: 1 },
      { id: 'c', n: 3 },
    ])
  })

  it('is compacted at start and emptied by reset', () => {
    const store = openStore(folder)
    const rows = store.collection<Row>('rows')
    for (let n = 0; n < 100; n += 1) rows.put({ id: 'a', n })
    store.close()
    expect(readFileSync(journal(), 'utf8').split('\n')).toHaveLength(101)
    const again = openStore(folder)
    expect(readFileSync(journal(), 'utf8')).toBe('{"c":"rows","v":{"id":"a","n":99}}\n')
    again.collection<Row>('rows').put({ id: 'b', n: 1 })
    again.reset()
    expect(again.collection<Row>('rows').size).toBe(0)
    again.collection<Row>('rows').put({ id: 'c', n: 1 })
    again.close()
    expect(rowsIn(folder)).toEqual([{ id: 'c', n: 1 }])
  })

  it('replays to what was in memory, whatever happened and wherever the last line was cut', async () => {
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c'), n: fc.integer(), gone: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step), fc.string(), async (steps, torn) => {
        const at = mkdtempSync(join(folder, 'run-'))
        const store = openStore(at)
        const rows = store.collection<Row>('rows')
        for (const { id, n, gone } of steps) gone ? rows.delete(id) : rows.put({ id, n })
        await store.written()
        const expected = [...rows.values()]
        store.close()
        appendFileSync(join(at, 'journal.ndjson'), torn.replaceAll('\n', ''))
        expect(rowsIn(at)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('keeps nothing on disk without a folder', async () => {
    const store = openStore(null)
    store.collection<Row>('rows').put({ id: 'a', n: 1 })
    await store.written()
    expect(store.collection<Row>('rows').get('a')).toEqual({ id: 'a', n: 1 })
    store.close()
  })
})
