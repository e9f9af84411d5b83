import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHutongClient } from '@hutong/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningMall, startMall } from './start-mall.js'

const KEY = Buffer.from('a secret of twenty-four!')

let folder: string
let mall: RunningMall

/** The platform is away for the whole of this file. The port is held, or the mall itself might be given it. */
const nobodyAtHome = createServer((request) => request.socket.destroy())

beforeAll(async () => {
  await new Promise<void>((resolve) => nobodyAtHome.listen(0, '127.0.0.1', resolve))
  const nobody = `http://127.0.0.1:${(nobodyAtHome.address() as AddressInfo).port}`
  folder = mkdtempSync(join(tmpdir(), 'mall-'))
  mall = await startMall(
    {
      port: 0,
      host: '127.0.0.1',
      dataFolder: folder,
      hutongUrl: nobody,
      apiKey: 'hk_test',
      webhookSecrets: [`whsec_${KEY.toString('base64')}`],
    },
    { hutong: createHutongClient({ baseUrl: nobody, apiKey: 'hk_test', retries: { maxTries: 1 } }) },
  )
})

afterAll(async () => {
  await mall.stop()
  await new Promise((resolve) => nobodyAtHome.close(resolve))
  rmSync(folder, { recursive: true })
})

const address = { name: '小林', phone: '138 0013 8000', street: '砖塔胡同 84 号' }

async function place(lines: object[], to: object = address) {
  const response = await fetch(`${mall.url}/api/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lines, address: to }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { status: response.status, cookie, answer: (await response.json()) as { code?: string } }
}

async function ordersOf(cookie: string) {
  const response = await fetch(`${mall.url}/api/orders`, { headers: { cookie } })
  return ((await response.json()) as { data: { id: string; state: string; amountMinor: number }[] }).data
}

/** Signs as Standard Webhooks says: the id, the moment and the body, joined by points. */
async function tell(body: string, changes: Record<string, string> = {}) {
  const seconds = Math.floor(Date.now() / 1000).toString()
  const signature = createHmac('sha256', KEY).update(`msg_1.${seconds}.${body}`).digest('base64')
  const response = await fetch(`${mall.url}/webhooks/hutong`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${signature}`,
      ...changes,
    },
    body,
  })
  return response.status
}

describe('while the platform is away', () => {
  test('an order is kept at the price of the shelf, unpaid, and the shopper is told', async () => {
    const { status, answer, cookie } = await place([{ goodId: 'tea-puer', quantity: 2, unitPriceMinor: 1 }])
    expect([status, answer.code]).toEqual([503, 'unreachable'])
    expect(await ordersOf(cookie)).toMatchObject([{ state: 'unpaid', amountMinor: 47_600 }])
  })

  test('nobody sees an order of somebody else', async () => {
    const { cookie } = await place([{ goodId: 'tea-puer', quantity: 1 }])
    const [order] = await ordersOf(cookie)
    const see = (as: string) => fetch(`${mall.url}/api/orders/${order!.id}`, { headers: { cookie: as } })
    expect((await see(cookie)).status).toBe(200)
    expect((await see('')).status).toBe(404)
    expect((await see(`mall_shopper=sh_${'x'.repeat(22)}`)).status).toBe(404)
  })

  test.each([
    ['an empty cart', [], address, 422, 'cart_empty'],
    [
      'no street',
      [{ goodId: 'tea-puer', quantity: 1 }],
      { ...address, street: ' ' },
      422,
      'address_incomplete',
    ],
    ['words for a number', [{ goodId: 'tea-puer', quantity: 'two' }], address, 400, 'invalid_request'],
  ])('%s is refused before anything is written down', async (_, lines, to, status, code) => {
    const refused = await place(lines, to)
    expect([refused.status, refused.answer.code]).toEqual([status, code])
    if (refused.cookie) expect(await ordersOf(refused.cookie)).toEqual([])
  })
})

describe('notices', () => {
  test('a signed one is written down once, on the order that it names', async () => {
    const { cookie } = await place([{ goodId: 'pen-brush', quantity: 1 }])
    const [order] = await ordersOf(cookie)
    const notice = JSON.stringify({
      type: 'checkout.paid',
      timestamp: '2026-11-22T06:00:00.000Z',
      data: { checkout: { reference: order!.id } },
    })
    expect([await tell(notice), await tell(notice)]).toEqual([204, 204])
    const response = await fetch(`${mall.url}/api/orders/${order!.id}`, { headers: { cookie } })
    const { told } = (await response.json()) as { told: { webhookId: string; type: string }[] }
    expect(told).toMatchObject([{ webhookId: 'msg_1', type: 'checkout.paid' }])
  })

  test('a signed one about a stranger is acknowledged, or it would come for days', async () => {
    expect(
      await tell(JSON.stringify({ type: 'checkout.paid', data: { checkout: { reference: 'X' } } })),
    ).toBe(204)
  })

  test('one that is not signed, or changed on its way, is refused', async () => {
    expect(await tell('{}', { 'webhook-signature': 'v1,AAAA' })).toBe(400)
    expect(await tell('{}', { 'webhook-id': 'msg_2' })).toBe(400)
  })
})

test('addresses of pages lead to the page, others to nothing', async () => {
  const status = async (path: string) => (await fetch(mall.url + path)).status
  expect(await status('/api/catalog')).toBe(200)
  expect([await status('/api/nothing'), await status('/assets/nothing.js')]).toEqual([404, 404])
})
