import type { Db } from '../../platform/db/index.js'
import { entitle } from '../checkouts/index.js'
import { readAlarms } from '../story/index.js'
import {
  selectDisabledEndpoints,
  selectFailedDeliveries,
  selectLongUnknowns,
  selectRefundsForPeople,
  selectRefusedNotices,
} from './attention-queries.js'

/** Something that waits for a person, with what there is to do. */
export interface Attention {
  readonly kind: string
  readonly title: string
  readonly titleEn: string
  readonly next: string
  readonly nextEn: string
  readonly checkoutId: string | null
  readonly subject: string | null
  readonly at: Date
}

const WEEK_MS = 7 * 24 * 3_600_000
const DAY_MS = 24 * 3_600_000
const LONG_UNKNOWN_MS = 10 * 60_000
const MOST_SHOWN = 100

export async function readAttention(db: Db, now: Date): Promise<Attention[]> {
  const before = (ms: number): Date => new Date(now.getTime() - ms)
  const [refunds, unknowns, alarms, deliveries, endpoints, notices] = await Promise.all([
    selectRefundsForPeople(db, before(WEEK_MS)),
    selectLongUnknowns(db, before(LONG_UNKNOWN_MS)),
    readAlarms(db, 200),
    selectFailedDeliveries(db, before(WEEK_MS)),
    selectDisabledEndpoints(db),
    selectRefusedNotices(db, before(DAY_MS)),
  ])
  return [
    ...refunds.map(ofRefund),
    ...unknowns.map(ofUnknown),
    // Refunds and webhooks are listed by their state, which also says when the matter is settled.
    ...alarms
      .filter(({ kind, at }) => !/^(refund|webhook)\./.test(kind) && at > before(WEEK_MS))
      .map((alarm) => ofAlarm(alarm, entitle(alarm))),
    ...deliveries.map(ofDelivery),
    ...endpoints.map(ofEndpoint),
    ...notices.map(ofRefusedNotices),
  ]
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, MOST_SHOWN)
}

type Row<Select extends (...args: never[]) => Promise<unknown[]>> = Awaited<ReturnType<Select>>[number]

function ofRefund({ checkoutId, id, kind, state, at }: Row<typeof selectRefundsForPeople>): Attention {
  const abnormal = state === 'abnormal'
  return {
    kind: `refund.${state}`,
    title: abnormal ? '退款异常：支付机构没能把钱退给付款人' : '退款失败：没有退出任何款项',
    titleEn: abnormal
      ? 'Refund abnormal: the institution could not give the money back'
      : 'Refund failed: no money went back',
    next: abnormal
      ? '查看原因；余额不足先充值，付款账户异常到支付机构的商户平台处理，然后点“重试”。'
      : kind === 'surplus'
        ? '这笔钱必须退还：点“重试”，系统会换一个退款单号再退。'
        : '可退金额已恢复；仍需退款时请重新发起。',
    nextEn: abnormal
      ? "See why; top up a short balance, or settle the payer's account in the institution's merchant platform, then retry."
      : kind === 'surplus'
        ? 'This money must go back: retry, and it is sent under a new number.'
        : 'The amount can be refunded again; request a new refund if it is still wanted.',
    checkoutId,
    subject: id,
    at,
  }
}

function ofUnknown({ checkoutId, id, at }: Row<typeof selectLongUnknowns>): Attention {
  const isRefund = id.startsWith('re_')
  return {
    kind: isRefund ? 'refund.long_unknown' : 'attempt.long_unknown',
    title: isRefund ? '退款结果超过 10 分钟未知' : '支付结果超过 10 分钟未知',
    titleEn: isRefund
      ? 'The result of a refund has been unknown for more than 10 minutes'
      : 'Whether it was paid has been unknown for more than 10 minutes',
    next: '系统会一直查询。若支付机构本身正常，请检查网络与账户配置。',
    nextEn:
      'It is asked about until there is an answer. If the institution itself is well, check network and account settings.',
    checkoutId,
    subject: id,
    at,
  }
}

function ofAlarm(alarm: Row<typeof readAlarms>, entry: { title: string; titleEn: string }): Attention {
  return {
    kind: alarm.kind,
    title: entry.title,
    titleEn: entry.titleEn,
    next: '打开收银单的经过，核对这一条的金额与单号。',
    nextEn: "Open the checkout's story and compare the amounts and numbers of this entry.",
    checkoutId: alarm.checkoutId,
    subject: alarm.subject,
    at: alarm.at,
  }
}

function ofDelivery({ checkoutId, id, type, error, at }: Row<typeof selectFailedDeliveries>): Attention {
  return {
    kind: 'webhook.failed',
    title: `商城没有收到通知 ${type}:${error ?? ''}`,
    titleEn: `The marketplace did not get ${type}: ${error ?? ''}`,
    next: '请商城检查接收地址，修复后点“重新投递”。',
    nextEn: 'Have the marketplace check its address, then deliver again.',
    checkoutId,
    subject: id,
    at,
  }
}

function ofEndpoint({ id, url, because, at }: Row<typeof selectDisabledEndpoints>): Attention {
  const why =
    because === 'gone' ? ['答复 410', 'it answered 410'] : ['连续五天失败', 'it failed for five days']
  return {
    kind: 'webhook.endpoint_disabled',
    title: `通知地址已停用（${why[0]}）：${url}`,
    titleEn: `A webhook endpoint was disabled (${why[1]}): ${url}`,
    next: '通知都已保留。请商城修复后启用该地址，会自动补发。',
    nextEn: 'Its deliveries are kept: have the marketplace enable it again, and they are sent.',
    checkoutId: null,
    subject: id,
    at,
  }
}

function ofRefusedNotices({ institution, because, count, at }: Row<typeof selectRefusedNotices>): Attention {
  return {
    kind: 'notice.refused',
    title: `24 小时内拒收 ${count} 条通知（${institution}，${because}），没有动过钱`,
    titleEn: `Refused notices within 24 hours: ${count} (${institution}, ${because}); none moved money`,
    next: '在“通知”页查看。若是签名或密钥问题，请核对账户配置；若是伪造，无需处理。',
    nextEn:
      'See them under notices. For signatures or keys, check the account settings; forgeries need nothing.',
    checkoutId: null,
    subject: null,
    at,
  }
}
