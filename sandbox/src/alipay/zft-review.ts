import { imagesIn } from './calls/zft-fields.js'
import type { Desk } from './desk.js'
import type { ZftOrder } from './zft-orders.js'

export const ZFT_MESSAGE = 'notice.zft'

/** The reviewers of data and of risk, and the merchant who agrees in its own Alipay. */
export const ZFT_DECISIONS = [
  'pass_data',
  'reject_data',
  'pass_risk',
  'reject_risk',
  'confirm',
  'refuse',
  'approve',
] as const
export type ZftDecision = (typeof ZFT_DECISIONS)[number]

const REJECTS: readonly ZftDecision[] = ['reject_data', 'reject_risk', 'refuse']

export const rejects = (decision: ZftDecision): boolean => REJECTS.includes(decision)

/** What a person may decide now; each of the three decides once. */
function zftDecisions({ status, kzAudit, fkAudit, subConfirm }: ZftOrder): ZftDecision[] {
  if (status !== '031') return []
  return [
    ...(kzAudit === 'CREATE' ? (['pass_data', 'reject_data'] as const) : []),
    ...(fkAudit === 'CREATE' ? (['pass_risk', 'reject_risk'] as const) : []),
    ...(subConfirm === 'NOT_CONFIRM' ? (['confirm', 'refuse'] as const) : []),
    'approve',
  ]
}

/** An application as its reviewers see it. */
export interface ZftApplication extends ZftOrder {
  decisions: ZftDecision[]
  /** The pictures that it names, by their number. */
  images: Record<string, { filename: string; bytes: number }>
}

export function viewZft(desk: Desk, order: ZftOrder): ZftApplication {
  const images = imagesIn(order.body).flatMap((id) => {
    const image = desk.zftOrders.image(order.sellerId, id)
    return image ? [[id, { filename: image.filename, bytes: image.bytes }] as const] : []
  })
  return { ...order, decisions: zftDecisions(order), images: Object.fromEntries(images) }
}

/** Null when this is not to be decided any more; with all three in favour the merchant is open. */
export function decideZft(desk: Desk, id: string, decision: ZftDecision, reason: string): ZftOrder | null {
  const order = desk.zftOrders.get(id)
  if (!order || !zftDecisions(order).includes(decision)) return null
  const decided = { ...order, ...changeOf(decision, reason) }
  const isOpen =
    (decided.kzAudit === 'PASS' || decided.kzAudit === 'SKIP') &&
    (decided.fkAudit === 'PASS' || decided.fkAudit === 'SKIP') &&
    decided.subConfirm === 'FINISH'
  if (rejects(decision)) Object.assign(decided, { status: '-1', reason })
  else if (isOpen) decided.status = '99'
  desk.zftOrders.keep(decided)
  if (decided.status !== '031') tell(desk, decided)
  return decided
}

function changeOf(decision: ZftDecision, reason: string): Partial<ZftOrder> {
  switch (decision) {
    case 'pass_data':
      return { kzAudit: 'PASS' }
    case 'reject_data':
      return { kzAudit: 'REJECT', kzMemo: reason }
    case 'pass_risk':
      return { fkAudit: 'PASS' }
    case 'reject_risk':
      return { fkAudit: 'REJECT', fkMemo: reason }
    case 'confirm':
      return { subConfirm: 'FINISH' }
    case 'refuse':
      return { subConfirm: 'FAIL' }
    case 'approve':
      return { kzAudit: 'PASS', fkAudit: 'PASS', subConfirm: 'FINISH' }
  }
}

/** Goes to the application gateway, never to a notify_url. */
function tell(desk: Desk, order: ZftOrder): void {
  const app = desk.apps.get(order.appId)
  if (!app?.gatewayUrl) return
  const isOpen = order.status === '99'
  const method = `ant.merchant.expand.indirect.zft.${isOpen ? 'passed' : 'rejected'}`
  const about = { order_id: order.id, external_id: order.externalId }
  desk.notifier.event({
    operation: ZFT_MESSAGE,
    event: method,
    about: order.externalId,
    url: app.gatewayUrl,
    signType: 'RSA2',
    appId: app.id,
    authAppId: app.id,
    fields: {
      msg_method: method,
      version: '1.1',
      biz_content: JSON.stringify(
        isOpen
          ? { ...about, smid: order.smid, card_alias_no: order.cardAliasNo ?? undefined }
          : { ...about, reason: order.reason },
      ),
    },
  })
}
