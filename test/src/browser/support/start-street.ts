import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHutongClient, type HutongClient, type NewCheckout, type Schemas } from '@hutong/client'
import {
  createTestDatabase,
  type Demo,
  enterApplicationGateway,
  freePorts,
  type PlatformProcess,
  startPlatformProcess,
  type TestDatabase,
} from '../../support/index.js'
import { type OrderRecord, type SandboxRecords, sandboxRecords } from './sandbox-records.js'
import { inTree, startProgram } from './start-program.js'

type Checkout = Schemas['Checkout']

/** All that `npm start` starts, as processes of their own on free ports. */
export interface Street {
  readonly mallUrl: string
  readonly platform: PlatformProcess
  readonly demo: Demo
  readonly phoneUrl: string
  readonly records: SandboxRecords
  readonly database: TestDatabase
  readonly api: HutongClient
  /** An order as another shop would place it: tea and a cake, 164.00 unless the wish says otherwise. */
  placeCheckout(wish?: Partial<NewCheckout>): Promise<Checkout>
  /** The institution's own record of the checkout's latest payment there. */
  orderOf(checkoutId: string, institution: 'wechatpay' | 'alipay'): Promise<OrderRecord>
  /** As if the time to pay had run out. */
  letDeadlinePass(checkoutId: string): Promise<void>
  end(): Promise<void>
}

interface SandboxReady {
  readonly homeUrl: string
}

export async function startStreet(options: { readonly launch?: boolean } = {}): Promise<Street> {
  const folder = await mkdtemp(join(tmpdir(), 'hutong-street-'))
  const [database, sandbox, [mallPort]] = await Promise.all([
    createTestDatabase(),
    startProgram<SandboxReady>('sandbox/dist/main.js', {
      HUTONG_SANDBOX_PORT: '0',
      HUTONG_SANDBOX_WECHATPAY_PORT: '0',
      HUTONG_SANDBOX_ALIPAY_PORT: '0',
      HUTONG_SANDBOX_DATA: join(folder, 'sandbox'),
      HUTONG_SANDBOX_NOTICE_SCALE: '0.001',
    }),
    freePorts(1),
  ])
  const { homeUrl } = sandbox.ready
  const credentials = (await (await fetch(`${homeUrl}/credentials`)).json()) as { alipay: { appId: string } }
  const platform = await startPlatformProcess({
    databaseUrl: database.url,
    credentials,
    env: {
      HUTONG_LOG: 'warn',
      HUTONG_DEMO_LAUNCH: options.launch === true ? '1' : '0',
      HUTONG_DEMO_MERCHANTS: inTree('web/mall/catalog/merchants.json'),
      HUTONG_DEMO_WEBHOOK_URL: `http://127.0.0.1:${mallPort}/webhooks/hutong`,
    },
  })
  await enterApplicationGateway(homeUrl, credentials.alipay.appId, platform.url)
  const { demo } = platform
  if (demo === undefined) throw new Error('the platform was started without its demo')
  const mall = await startProgram<{ url: string }>('web/mall/dist-server/main.js', {
    MALL_PORT: String(mallPort),
    MALL_DATA: join(folder, 'mall'),
    HUTONG_API_URL: platform.url,
    HUTONG_API_KEY: demo.apiKey,
    HUTONG_WEBHOOK_SECRET: demo.webhookSecret,
  })
  const api = createHutongClient({ baseUrl: platform.url, apiKey: demo.apiKey })
  const records = sandboxRecords(homeUrl)
  let placed = 0
  return {
    mallUrl: mall.ready.url,
    platform,
    demo,
    phoneUrl: `${homeUrl}/phone`,
    records,
    database,
    api,
    placeCheckout(wish = {}) {
      placed += 1
      return api.checkouts.place({
        reference: `S-${placed}`,
        shopper: { id: 'shopper-1' },
        description: '试单',
        returnUrl: `${mall.ready.url}/`,
        orders: [
          {
            reference: `S-${placed}-1`,
            merchantId: 'm_tea',
            items: [{ name: '明前龙井', category: 'tea', quantity: 1, unitPriceMinor: 12_800 }],
          },
          {
            reference: `S-${placed}-2`,
            merchantId: 'm_pantry',
            items: [{ name: '桂花糕', category: 'food', quantity: 1, unitPriceMinor: 3_600 }],
          },
        ],
        ...wish,
      })
    },
    async orderOf(checkoutId, institution) {
      const { attempts } = await api.checkouts.read(checkoutId)
      const attempt = attempts.findLast((one) => one.institution === institution)
      const order = (await records.orders()).find(({ outTradeNo }) => outTradeNo === attempt?.outTradeNo)
      if (order === undefined) throw new Error(`${institution} has no order of ${checkoutId}`)
      return order
    },
    async letDeadlinePass(checkoutId) {
      await database.db.sql`update checkouts set deadline_at = now(), due_at = now() where id = ${checkoutId}`
    },
    async end() {
      await mall.stop()
      await platform.stop()
      await sandbox.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
