import { afterEach, expect, test, vi } from 'vitest'
import type { ApiAnswer } from './cashier-api.js'
import type { CashierView } from './cashier-view.js'
import { type Following, followView, type ViewStream } from './follow-view.js'

/** A line that the test holds: streams it may feed or break, and answers it may change. Time moves by vitest's clock. */
function startLine() {
  vi.useFakeTimers()
  const line = {
    streams: [] as ViewStream[],
    asked: 0,
    answer: { outcome: 'unreachable' } as ApiAnswer<CashierView>,
    views: [] as CashierView[],
    links: [] as string[],
  }
  following = followView({
    openStream: () => {
      const stream: ViewStream = { onview: () => {}, onbreak: () => {}, close: () => {} }
      line.streams.push(stream)
      return stream
    },
    readView: async () => {
      line.asked += 1
      return line.answer
    },
    onView: (view) => line.views.push(view),
    onLink: (link) => line.links.push(link),
    pollMs: () => 1500,
    silenceMs: 3000,
    redialMs: 10_000,
  })
  return line
}

let following: Following | null = null
afterEach(() => {
  following?.stop()
  vi.useRealTimers()
})

const view = { serverTime: '2026-11-22T06:00:00.000Z' } as CashierView

test('a stream that delivers makes asking needless', async () => {
  const line = startLine()
  line.streams[0]!.onview(view)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(line.views).toEqual([view])
  expect(line.asked).toBe(1)
})

test('a silent stream is helped by asking', async () => {
  const line = startLine()
  line.answer = { outcome: 'done', value: view }
  await vi.advanceTimersByTimeAsync(2999)
  expect(line.asked).toBe(1)
  await vi.advanceTimersByTimeAsync(1 + 1500)
  expect(line.asked).toBe(3)
  expect(line.links.at(-1)).toBe('up')
})

test('a broken stream is replaced by asking at once, and dialled again; its return ends the asking', async () => {
  const line = startLine()
  line.streams[0]!.onview(view)
  line.streams[0]!.onbreak(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(line.asked).toBe(2)
  expect(line.links.at(-1)).toBe('lost')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(line.streams).toHaveLength(2)
  line.streams[1]!.onview(view)
  const asked = line.asked
  await vi.advanceTimersByTimeAsync(30_000)
  expect(line.asked).toBe(asked)
  expect(line.links.at(-1)).toBe('up')
})

test('a link that the platform does not know is not asked about again', async () => {
  const line = startLine()
  line.answer = {
    outcome: 'refused',
    status: 404,
    refusal: { code: 'not_found', message: '', messageEn: '' },
  }
  await vi.advanceTimersByTimeAsync(5000)
  const asked = line.asked
  expect(line.links.at(-1)).toBe('wrong')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(line.asked).toBe(asked)
  expect(line.streams).toHaveLength(1)
})
