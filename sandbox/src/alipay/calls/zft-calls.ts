import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { complaintAbout, type FieldRules, type JsonObject, required, text, textOf } from '../fields.js'
import type { NodeFields } from '../wire/answer.js'
import type { ZftOrder } from '../zft-orders.js'
import { CREATE_FIELDS, contradictionIn, imagesIn, SIMPLE_FIELDS } from './zft-fields.js'

const success = (fields: NodeFields): NodeFields => ({ code: '10000', msg: 'Success', ...fields })

const MOST_IMAGE_BYTES = 10 * 1024 * 1024

/** ant.merchant.expand.indirect.image.upload: the number is what applications name; the picture itself is not kept. */
export function uploadImage(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, {
    image_type: required(text(8, { oneOf: ['bmp', 'jpg', 'jpeg', 'png', 'gif'] })),
  })
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const picture = caller.files.get('image_content')
  const bytes = picture?.content.length ?? 0
  if (picture === undefined || bytes === 0) return refuse('INVALID_PARAMETER', 'image_content不能为空')
  if (bytes > MOST_IMAGE_BYTES) return refuse('INVALID_PARAMETER', 'image_content不能超过10MB')
  const imageId = `${desk.core.random.hex(32)}.${textOf(biz, 'image_type')}`
  desk.zftOrders.keepImage({ id: imageId, sellerId: caller.sellerId, filename: picture.name, bytes })
  return success({ image_id: imageId })
}

type Terms = { refusal: AlipayRefusal } | null

function refuseApplication(desk: Desk, biz: JsonObject, caller: Caller, fields: FieldRules): Terms {
  const complaint = complaintAbout(biz, fields) ?? contradictionIn(biz)
  if (complaint !== null) return { refusal: refuse('INVALID_PARAMETER', complaint) }
  const unknown = imagesIn(biz).find((one) => desk.zftOrders.image(caller.sellerId, one) === undefined)
  if (unknown !== undefined)
    return { refusal: refuse('INVALID_PARAMETER', `图片${unknown.slice(0, 64)}未上传`) }
  const earlier = desk.zftOrders.ofMerchant(caller.sellerId, textOf(biz, 'external_id') ?? '')
  // After a rejection the same merchant is applied for again (unverified).
  const standing = earlier.find(({ status }) => status !== '-1')
  return standing ? { refusal: refuse('INVALID_PARAMETER', 'external_id已有进行中或已完成的进件') } : null
}

/** ant.merchant.expand.indirect.zft.consult: the same checks, and nothing is applied for. */
export function consultZft(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const terms = refuseApplication(desk, biz, caller, CREATE_FIELDS)
  if (terms) return terms.refusal
  const orderId = newOrderId(desk)
  return success({ order_id: orderId, account_audit: true, risk_audit: true })
}

export const createZft =
  (applyType: ZftOrder['applyType']) =>
  (desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal => {
    const isSimple = applyType === 'ZFT_SIMPLE_CREATE'
    const terms = refuseApplication(desk, biz, caller, isSimple ? SIMPLE_FIELDS : CREATE_FIELDS)
    if (terms) return terms.refusal

    // From here on a reviewer has it.
    const id = newOrderId(desk)
    desk.zftOrders.keep({
      id,
      appId: caller.app.id,
      sellerId: caller.sellerId,
      externalId: textOf(biz, 'external_id') ?? '',
      merchantName: textOf(biz, 'name') ?? '',
      applyType,
      body: biz,
      appliedAtMs: desk.core.clock.nowMs(),
      status: '031',
      // What the merchant's own account has proven already is not looked at again.
      kzAudit: isSimple ? 'SKIP' : 'CREATE',
      kzMemo: '',
      fkAudit: 'CREATE',
      fkMemo: '',
      subConfirm: 'NOT_CONFIRM',
      reason: '',
      smid: `2088${desk.core.random.digits(12)}`,
      cardAliasNo:
        Array.isArray(biz.biz_cards) && biz.biz_cards.length > 0 ? desk.core.random.digits(18) : null,
    })
    return success({ order_id: id })
  }

const newOrderId = (desk: Desk): string =>
  `${beijingTime(desk.core.clock.nowMs()).slice(0, 10).replaceAll('-', '')}0203${desk.core.random.digits(20)}`

/** ant.merchant.expand.indirect.zftorder.query: by order_id, or all of a merchant's. */
export function queryZftOrder(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, { order_id: text(64), external_id: text(32) })
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const orderId = textOf(biz, 'order_id')
  const externalId = textOf(biz, 'external_id')
  if (orderId === undefined && externalId === undefined)
    return refuse('INVALID_PARAMETER', 'order_id与external_id不能同时为空')
  const one = orderId === undefined ? undefined : desk.zftOrders.get(orderId)
  const found =
    orderId === undefined
      ? desk.zftOrders.ofMerchant(caller.sellerId, externalId ?? '')
      : one?.sellerId === caller.sellerId
        ? [one]
        : []
  // What a number that nobody knows is answered with is unverified.
  if (found.length === 0) return refuse('INVALID_PARAMETER', '进件单不存在')
  return success({ orders: found.map(orderFields) })
}

function orderFields(order: ZftOrder): NodeFields {
  return {
    order_id: order.id,
    external_id: order.externalId,
    merchant_name: order.merchantName,
    status: order.status,
    apply_type: order.applyType,
    apply_time: beijingTime(order.appliedAtMs),
    kz_audit: order.kzAudit,
    kz_audit_memo: order.kzMemo || undefined,
    fk_audit: order.fkAudit,
    fk_audit_memo: order.fkMemo || undefined,
    sub_confirm: order.subConfirm,
    reason: order.reason || undefined,
    smid: order.status === '-1' ? undefined : order.smid,
    card_alias_no: order.status === '99' ? (order.cardAliasNo ?? undefined) : undefined,
    is_face_limit: 'TRUE',
  }
}

/** ant.merchant.expand.indirect.zftsubsettle.query: where a merchant that is open gets its money. */
export function querySubSettle(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, { smid: required(text(20)) })
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const order = desk.zftOrders.bySmid(caller.sellerId, textOf(biz, 'smid') ?? '')
  if (!order) return refuse('INVALID_PARAMETER', 'smid不存在')
  const { alipay_logon_id: logonId, biz_cards: cards, default_settle_rule: rule } = order.body
  return success({
    ...(typeof logonId === 'string' ? { alipay_logon_id: logonId } : {}),
    ...(Array.isArray(cards) ? { biz_cards: cards } : {}),
    default_settle_rule: rule,
  } as NodeFields)
}
