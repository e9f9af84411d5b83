import type { Caller } from '../caller.js'
import { fundChannelUnder, HUABEI } from '../channels.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { complaintAbout, isObject, type JsonObject, textOf } from '../fields.js'
import { fenFromYuan, LARGEST_TOTAL_FEN } from '../price.js'
import { isFaceToFace, PRODUCTS, type Product } from '../products.js'
import { complaintAboutTerms } from '../sign-agreement.js'
import { readTimeout } from '../timeouts.js'
import type { OrderTerms } from '../trades.js'
import { readOnlyPayer } from './only-payer.js'
import { ORDER_FIELDS } from './order-fields.js'
import { complaintAboutSettling } from './settle-info.js'

/** More rows than this answer ACQ.SUB_GOODS_SIZE_MAX_COUNT; the real limit is not documented (unverified). */
const MOST_GOODS = 200
/** Whoever wants to see ACQ.EXIST_FORBIDDEN_WORD writes this word into the subject or the body. */
const FORBIDDEN_WORD = '违禁词'
/** Where paying may sign an agreement too. */
const SIGNING: readonly Product[] = ['app_pay', 'page_pay', 'create']

/** The terms of an order out of its request, or the documented complaint about the first field that is wrong. */
export function readTerms(
  product: Product,
  biz: JsonObject,
  caller: Caller,
  nowMs: number,
): OrderTerms | AlipayRefusal {
  const complaint = complaintAbout(biz, ORDER_FIELDS[product])
  if (complaint !== null) return refuse('ACQ.INVALID_PARAMETER', complaint)
  const facts = PRODUCTS[product]
  const productCode = textOf(biz, 'product_code')
  if (productCode === undefined && facts.codeRequired) {
    return refuse('ACQ.INVALID_PARAMETER', 'product_code不能为空')
  }
  if (productCode !== undefined && !facts.codes.includes(productCode)) return refuse('ACQ.ACCESS_FORBIDDEN')

  const totalFen = fenFromYuan(textOf(biz, 'total_amount') ?? '') ?? 0
  if (totalFen < 1) return refuse('ACQ.INVALID_PARAMETER', 'total_amount不能小于0.01')
  if (totalFen > LARGEST_TOTAL_FEN) return refuse('ACQ.TOTAL_FEE_EXCEED')
  const discountable = textOf(biz, 'discountable_amount')
  const undiscountable = textOf(biz, 'undiscountable_amount')
  if (isFaceToFace(product) && discountable !== undefined && undiscountable !== undefined) {
    const sumFen = (fenFromYuan(discountable) ?? 0) + (fenFromYuan(undiscountable) ?? 0)
    if (sumFen !== totalFen)
      return refuse('ACQ.INVALID_PARAMETER', '可打折金额与不可打折金额之和应等于总金额')
  }
  const unsettled = complaintAboutSettling(biz, totalFen)
  if (unsettled !== null) return refuse('ACQ.INVALID_PARAMETER', unsettled)
  const goods = biz.goods_detail
  if (Array.isArray(goods) && goods.length > MOST_GOODS) return refuse('ACQ.SUB_GOODS_SIZE_MAX_COUNT')
  // page.pay has no seller_id: the signed account receives.
  const seller = product === 'page_pay' ? undefined : textOf(biz, 'seller_id')
  if (seller !== undefined && seller !== caller.sellerId) return refuse('ACQ.INVALID_RECEIVE_ACCOUNT')

  const fundChannel = readChannel(product, biz)
  if (typeof fundChannel === 'object') return fundChannel
  const onlyPayer = readOnlyPayer(biz.ext_user_info)
  if (onlyPayer !== null && typeof onlyPayer === 'object') return onlyPayer
  const timeout = readTimeout(
    product,
    productCode,
    textOf(biz, 'time_expire'),
    textOf(biz, 'timeout_express'),
    nowMs,
  )
  if (isRefusal(timeout)) return timeout
  const extend = biz.extend_params
  const signs = SIGNING.includes(product) ? biz.agreement_sign_params : undefined
  const unsignable = isObject(signs) ? complaintAboutTerms(signs) : null
  if (unsignable !== null) return refuse('ACQ.INVALID_PARAMETER', `agreement_sign_params：${unsignable}`)
  const subject = textOf(biz, 'subject') ?? ''
  const body = textOf(biz, 'body') ?? null
  if (subject.includes(FORBIDDEN_WORD) || body?.includes(FORBIDDEN_WORD))
    return refuse('ACQ.EXIST_FORBIDDEN_WORD')

  return {
    appId: caller.app.id,
    authAppId: caller.authAppId,
    sellerId: caller.sellerId,
    product,
    outTradeNo: textOf(biz, 'out_trade_no') ?? '',
    totalFen,
    subject,
    body,
    passbackParams: textOf(biz, 'passback_params') ?? null,
    storeId: textOf(biz, 'store_id') ?? null,
    operatorId: isFaceToFace(product) ? (textOf(biz, 'operator_id') ?? null) : null,
    terminalId: isFaceToFace(product) ? (textOf(biz, 'terminal_id') ?? null) : null,
    fundChannel,
    notifyUrl: caller.notifyUrl,
    returnUrl: product === 'page_pay' || product === 'wap_pay' ? caller.returnUrl : null,
    quitUrl: product === 'wap_pay' ? (textOf(biz, 'quit_url') ?? null) : null,
    signType: caller.signType,
    timeout,
    ...(isObject(signs) ? { signs } : {}),
    ...(onlyPayer === null ? {} : { onlyPayer }),
    royaltyFreeze: isObject(extend) && textOf(extend, 'royalty_freeze') === 'true',
  }
}

function readChannel(product: Product, biz: JsonObject): string | AlipayRefusal {
  const enabled = textOf(biz, 'enable_pay_channels')
  const disabled = textOf(biz, 'disable_pay_channels')
  const specified =
    product === 'wap_pay' || product === 'app_pay' ? textOf(biz, 'specified_channel') : undefined
  if (enabled !== undefined && disabled !== undefined) {
    return refuse('ACQ.INVALID_PARAMETER', 'enable_pay_channels与disable_pay_channels互斥')
  }
  if (specified !== undefined && specified !== 'pcredit') {
    return refuse('ACQ.INVALID_PARAMETER', 'specified_channel只支持pcredit')
  }
  const extend = isObject(biz.extend_params) ? biz.extend_params : {}
  if (specified !== undefined && textOf(extend, 'hb_fq_num') !== undefined) {
    return refuse('ACQ.INVALID_PARAMETER', 'specified_channel不能与花呗分期参数同时使用')
  }
  const isVirtual = !isFaceToFace(product) && textOf(biz, 'goods_type') === '0'
  return (
    fundChannelUnder(enabled, disabled, specified, isVirtual ? HUABEI : []) ??
    refuse('ACQ.INVALID_PARAMETER', '没有可用的支付渠道')
  )
}
