import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openOrderBook } from './order-book.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mall-'))
  folders.push(folder)
  return folder
}

const order = {
  id: 'HM1',
  shopperId: 'sh_1',
  placedAt: '2026-11-22T06:00:00.000Z',
  address: { name: '小林', phone: '13800000000', street: '砖塔胡同 7 号' },
  sellers: [],
  amountMinor: 100,
}
const telling = {
  webhookId: 'msg_1',
  type: 'checkout.paid',
  sentAt: '2026-11-22T06:01:00.000Z',
  receivedAt: '2026-11-22T06:01:00.100Z',
}

test('what was written down is there after a restart, even behind half a line', () => {
  const folder = newFolder()
  const before = openOrderBook(folder)
  before.place(order)
  before.linkCheckout('HM1', 'co_1')
  before.close()
  appendFileSync(join(folder, 'orders.jsonl'), '{"kind":"told","orderId":"H')

  const after = openOrderBook(folder)
  expect(after.tell('HM1', telling)).toBe(true)
  after.close()

  const last = openOrderBook(folder)
  expect(last.find('HM1')).toEqual({ ...order, checkoutId: 'co_1', told: [telling] })
  last.close()
})

test('a delivery that comes twice is one telling, and a stranger is not written down', () => {
  const book = openOrderBook(newFolder())
  book.place(order)
  expect([book.tell('HM1', telling), book.tell('HM1', telling), book.tell('HM2', telling)]).toEqual([
    true,
    false,
    false,
  ])
  expect(book.find('HM1')!.told).toHaveLength(1)
  book.close()
})

test('a shopper sees only their own orders, newest first', () => {
  const book = openOrderBook(newFolder())
  for (const [id, shopperId] of [
    ['HM1', 'sh_1'],
    ['HM2', 'sh_2'],
    ['HM3', 'sh_1'],
  ] as const) {
    book.place({ ...order, id, shopperId })
  }
  expect(book.ofShopper('sh_1').map(({ id }) => id)).toEqual(['HM3', 'HM1'])
  book.close()
})
