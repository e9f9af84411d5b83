import { randomBytes } from 'node:crypto'
import type { InstitutionName } from '../core/institution.js'
import type { NoticeRecord } from '../core/notices.js'
import { SandboxRefused } from './call-home.js'
import type { SandboxClient } from './sandbox-client.js'
import { createAlipayShop } from './stories/alipay-shop.js'
import { type ExampleShop, startNoticeDesk } from './stories/example-shop.js'
import { type Act, STORIES, type Story, type StoryFault } from './stories/stories.js'
import { createWechatpayShop } from './stories/wechatpay-shop.js'
import { waitUntil } from './wait-until.js'

export interface StoryOptions {
  /** WeChat Pay unless given. */
  institution?: InstitutionName
  /**
   * Numbers of your own platform's orders, placed or about to be placed: the story then happens to them, your platform
   * does the merchant's part, and the story waits for it. `paid-twice` takes one number a institution, in the order
   * WeChat Pay, Alipay.
   */
  orders?: readonly string[]
  /** Where notices go; unless given, the story has a merchant that answers them well. */
  notifyUrl?: string
  /** In fen; 100 unless given. */
  amountMinor?: number
  /** How long to wait for your platform, and for notices; 60 and 5 seconds unless given. */
  withinMs?: number
  noticesWithinMs?: number
  /** Called with each line as it happens. */
  onLine?: (line: StoryLine) => void
}

export interface StoryLine {
  who: 'story' | 'merchant' | 'payer' | 'notice'
  institution: InstitutionName
  outTradeNo: string
  zh: string
  en: string
}

export interface StoryReport {
  story: string
  orders: Array<{ institution: InstitutionName; outTradeNo: string }>
  lines: StoryLine[]
  notices: NoticeRecord[]
}

/** The words fault rules use, by institution. */
const OPERATIONS: Record<InstitutionName, Record<StoryFault['on'], readonly string[]>> = {
  wechatpay: {
    order: ['native', 'jsapi', 'app', 'h5'],
    query: ['query'],
    close: ['close'],
    refund: ['refund'],
    notice: ['notice.payment'],
  },
  alipay: {
    order: ['precreate', 'page_pay', 'wap_pay', 'app_pay'],
    query: ['query'],
    close: ['close'],
    refund: ['refund'],
    notice: ['notice.trade'],
  },
  acquirer: {
    order: ['preorder', 'counter'],
    query: ['query'],
    close: ['close'],
    refund: ['refund'],
    notice: ['notice.payment'],
  },
  // No order is ever placed there.
  official_account: { order: [], query: [], close: [], refund: [], notice: [] },
  review_desk: { order: [], query: [], close: [], refund: [], notice: [] },
}
/** The example merchant gives up on a call after this; the institutions hang for minutes. */
const CALL_TIMEOUT_MS = 1_500
const YOUR_TURN_MS = 60_000
const NOTICES_MS = 5_000

/** Plays a story to its end and tells what happened. Throws a RangeError when there is none of that name. */
export async function playStory(
  client: SandboxClient,
  name: string,
  options: StoryOptions,
): Promise<StoryReport> {
  const story = STORIES.find((one) => one.name === name)
  if (!story) {
    throw new RangeError(
      `没有名为 ${name} 的故事。 There is no story ${name}. ${STORIES.map((one) => one.name).join(', ')}`,
    )
  }
  const institutions = institutionsOf(story, options.institution)
  const number = `STORY${Date.now().toString(36)}${randomBytes(4).toString('hex')}`.toUpperCase()
  const lines: StoryLine[] = []
  const orders = institutions.map((institution, at) => ({
    institution,
    outTradeNo: options.orders?.[at] ?? options.orders?.[0] ?? number,
  }))
  const notices = await Promise.all(
    orders.map((order) =>
      playAt(client, story, options, order.institution, order.outTradeNo, (line) => {
        lines.push(line)
        options.onLine?.(line)
      }),
    ),
  )
  return { story: story.name, orders, lines, notices: notices.flat() }
}

function institutionsOf(story: Story, wanted: InstitutionName | undefined): readonly InstitutionName[] {
  if (story.at === 'both') return ['wechatpay', 'alipay']
  const institution = wanted ?? story.at[0] ?? 'wechatpay'
  if (story.at.includes(institution)) return [institution]
  throw new RangeError(
    `故事 ${story.name} 只发生在 ${story.at.join('、')}。 The story ${story.name} happens at ${story.at.join(', ')} only.`,
  )
}

async function playAt(
  client: SandboxClient,
  story: Story,
  options: StoryOptions,
  institution: InstitutionName,
  outTradeNo: string,
  onLine: (line: StoryLine) => void,
): Promise<NoticeRecord[]> {
  const own = options.orders !== undefined
  const amountMinor = options.amountMinor ?? 100
  const tell = (who: StoryLine['who'], zh: string, en: string): void =>
    onLine({ who, institution, outTradeNo, zh, en })
  const rules: string[] = []
  for (const { on, ...fault } of story.faults) {
    for (const operation of OPERATIONS[institution][on]) {
      rules.push((await client.addFault({ ...fault, institution, operation, outTradeNo })).id)
    }
    tell('story', `布下故障：${on} → ${fault.effect}`, `fault set: ${on} → ${fault.effect}`)
  }
  const offsetMs = (await client.clock()).nowMs - Date.now()
  const nowMs = (): number => Date.now() + offsetMs
  const credentials = await client.credentials()
  const shop: ExampleShop =
    institution === 'wechatpay'
      ? createWechatpayShop(credentials, CALL_TIMEOUT_MS, nowMs)
      : createAlipayShop(credentials, CALL_TIMEOUT_MS, nowMs)
  const desk = own || options.notifyUrl ? null : await startNoticeDesk(shop, { outTradeNo, amountMinor })
  const notifyUrl = options.notifyUrl ?? desk?.url ?? ''

  const act = async (one: Act): Promise<void> => {
    if (one === 'pay' || one === 'decline') {
      const wish = { institution, outTradeNo }
      try {
        const view = one === 'pay' ? await client.pay(wish) : await client.decline(wish)
        tell('payer', `${ACTS[one].zh}：${view.state}`, `${ACTS[one].en}: ${view.state}`)
      } catch (error) {
        if (!(error instanceof SandboxRefused)) throw error
        tell('payer', `${ACTS[one].zh}：${error.zh}`, `${ACTS[one].en}: ${error.en}`)
      }
      return
    }
    if (own) return yourTurn(one)
    const order = { outTradeNo, amountMinor, notifyUrl }
    const said = one === 'order' || one === 'refund' ? await shop[one](order) : await shop[one](outTradeNo)
    tell('merchant', `${ACTS[one].zh}：${said.zh}`, `${ACTS[one].en}: ${said.en}`)
  }
  const yourTurn = async (one: Act): Promise<void> => {
    const wait = { institution, outTradeNo, withinMs: options.withinMs ?? YOUR_TURN_MS }
    if (one === 'order') {
      tell('merchant', '轮到你：请下这笔订单', 'your turn: place this order')
      await client.waitForOrder({ ...wait, until: () => true })
    } else if (one === 'refund') {
      tell('merchant', '轮到你：请退款', 'your turn: refund it')
      await client.waitForOrder({ ...wait, until: ({ refunds }) => refunds.length > 0 })
    } else {
      tell('merchant', `轮到你：${ACTS[one].zh}`, `your turn: ${ACTS[one].en}`)
    }
  }

  try {
    for (const one of story.acts) await act(one)
    const noticesWithinMs = options.noticesWithinMs ?? NOTICES_MS
    let told = await settled(client, story, institution, outTradeNo, noticesWithinMs)
    for (const notice of told) tell('notice', ...noticeWords(notice))
    if (desk) {
      const doubted = told.filter(({ state, tries }) => state === 'waiting' && tries.length > 0)
      for (const { id } of doubted) {
        const retried = await client.resendNotice(id)
        told = told.map((one) => (one.id === id ? retried : one))
        tell('notice', ...noticeWords(retried))
      }
    }
    return told
  } finally {
    // Rules that found no occasion must not strike somebody else's story.
    await Promise.all(rules.map((id) => client.removeFault(id)))
    await desk?.stop()
  }
}

/** The notices so far, once each that is to come at all has been tried as often as it should. */
async function settled(
  client: SandboxClient,
  story: Story,
  institution: InstitutionName,
  outTradeNo: string,
  withinMs: number,
): Promise<NoticeRecord[]> {
  const query = { institution, outTradeNo }
  const order = await client.order(institution, outTradeNo)
  const copies = story.faults.find(({ effect }) => effect === 'double')?.params?.copies ?? 1
  const refundIsHeld = story.faults.some(({ effect }) => effect === 'refund_processing')
  const refundTells = institution === 'wechatpay' && !refundIsHeld && (order?.refunds.length ?? 0) > 0
  const expected = (order?.paidAt ? 1 : 0) + (refundTells ? 1 : 0)
  const look = async (): Promise<NoticeRecord[] | null> => {
    const notices = await client.notices(query)
    const tried = notices.every(
      ({ state, tries }) => state === 'lost' || state === 'held' || tries.length >= copies,
    )
    return tried && notices.length >= expected ? notices : null
  }
  // Whatever has not come by then is told as it stands.
  return waitUntil(client.homeUrl, `notices of ${outTradeNo}`, look, withinMs).catch(() =>
    client.notices(query),
  )
}

const ACTS: Record<Act, { zh: string; en: string }> = {
  order: { zh: '下单', en: 'order' },
  query: { zh: '查单', en: 'query' },
  close: { zh: '关单', en: 'close' },
  decline: { zh: '放弃付款', en: 'turns away' },
  pay: { zh: '付款', en: 'pays' },
  refund: { zh: '退款', en: 'refund' },
}

function noticeWords(notice: NoticeRecord): [string, string] {
  const tries = notice.tries
    .map(({ status, error, alter }) => `${alter ? `${alter} → ` : ''}${status ?? error}`)
    .join('; ')
  const said = tries === '' ? '' : `（${tries}）`
  const inEnglish = tries === '' ? '' : ` (${tries})`
  return [`${notice.event} ${notice.state}${said}`, `${notice.event} ${notice.state}${inEnglish}`]
}
