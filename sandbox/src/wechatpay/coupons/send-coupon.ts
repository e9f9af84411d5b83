import type { WalletUser } from '../../core/wallets.js'
import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { oneOfQuery } from '../bills/bill-day.js'
import { type Call, readBody } from '../call.js'
import { checkFields, fieldError } from '../fields.js'
import { requireAppid } from '../merchants/partner.js'
import {
  COUPON_STATUSES,
  type Coupon,
  type CouponStatus,
  couponStatus,
  type Stock,
  stockStatus,
} from './coupon-book.js'
import { couponJson } from './coupon-json.js'
import { pageOf } from './page.js'
import { SEND_FIELDS, type SendBody } from './stock-fields.js'
import { mayActFor } from './stocks.js'

/** Gives a user one coupon of a running stock (18-marketing §1.2). */
export function sendCoupon(call: Call): Answer {
  const { coupons, core } = call.platform
  const raw = readBody(call)
  checkFields(raw, SEND_FIELDS)
  // The fields above are exactly the members of SendBody.
  const body = raw as unknown as SendBody
  requireAppid(call.merchant, body.appid, 'appid')
  const user = userInPath(call, body.appid)
  const openid = call.params.openid ?? ''
  if (!call.platform.merchants.has(body.stock_creator_mchid)) {
    throw new Refused(
      'MCH_NOT_EXISTS',
      { zh: '商户号不存在', en: 'There is no stock_creator_mchid' },
      undefined,
      403,
    )
  }
  const stock = coupons.book.stocks.get(body.stock_id)
  if (stock?.creatorMchid !== body.stock_creator_mchid) {
    throw new Refused('RESOURCE_NOT_EXISTS', { zh: '批次不存在', en: 'There is no such stock' })
  }
  const known = coupons.book.couponByRequest(stock.creatorMchid, body.out_request_no)
  if (known) {
    if (known.stockId === stock.id && known.openid === openid) return ok({ coupon_id: known.id })
    throw new Refused('INVALID_REQUEST', {
      zh: '请求单号已用于其他发放',
      en: 'The out_request_no was used for another coupon',
    })
  }
  requireGivable(call, stock, user, openid)

  // From here on the coupon is the user's.
  const coupon: Coupon = {
    id: core.random.digits(10).replace(/^0/, '1'),
    stockId: stock.id,
    outRequestNo: body.out_request_no,
    senderMchid: call.merchant.mchid,
    appid: body.appid,
    openid,
    userId: user.id,
    sentAtMs: call.nowMs,
    usedFor: null,
  }
  stock.distributed += 1
  coupons.book.stocks.put(stock)
  coupons.book.coupons.put(coupon)
  return ok({ coupon_id: coupon.id })
}

/** Checks only; one rule a paragraph. */
function requireGivable(call: Call, stock: Stock, user: WalletUser, openid: string): void {
  if (!mayActFor(call, stock.creatorMchid)) {
    throw new Refused('REQUEST_BLOCKED', { zh: '跨商户发券权限不足', en: 'The stock is another merchant’s' })
  }
  if (stockStatus(stock, call.nowMs) !== 'running' || call.nowMs < stock.beginsAtMs) {
    throw new Refused('REQUEST_BLOCKED', {
      zh: '活动未开始或已结束',
      en: 'The stock is not being issued now',
    })
  }
  const given = [...call.platform.coupons.book.coupons.values()].filter((one) => one.stockId === stock.id)
  const own = given.filter((one) => (stock.naturalPerson ? one.userId === user.id : one.openid === openid))
  if (own.length >= stock.maxPerUser) {
    throw new Refused('RULE_LIMIT', { zh: '用户已达领取上限', en: 'The user has as many as allowed' })
  }
  const today = beijingTime(call.nowMs).slice(0, 10)
  const givenToday = given.filter((one) => beijingTime(one.sentAtMs).slice(0, 10) === today)
  const dayMinor = (givenToday.length + 1) * stock.couponMinor
  if (given.length >= stock.maxCoupons || dayMinor > (stock.maxAmountByDayMinor ?? dayMinor)) {
    throw new Refused('NOT_ENOUGH', { zh: '批次预算不足', en: 'The budget of the stock is used up' })
  }
}

export function queryCoupon(call: Call): Answer {
  const user = userInPath(call, appidInQuery(call))
  const { book } = call.platform.coupons
  const coupon = book.coupons.get(call.params.coupon_id ?? '')
  const stock = coupon && book.stocks.get(coupon.stockId)
  if (!stock || coupon.userId !== user.id || !visible(call, coupon, stock)) {
    throw new Refused('RESOURCE_NOT_EXISTS', { zh: '券不存在', en: 'The user has no such coupon' })
  }
  return ok(couponJson(coupon, stock, call.nowMs))
}

/** Newest last; only coupons that the caller has something to do with. */
export function listCoupons(call: Call): Answer {
  const user = userInPath(call, appidInQuery(call))
  const { book } = call.platform.coupons
  const status = oneOfQuery<CouponStatus | ''>(call, 'status', COUPON_STATUSES, '')
  const wanted = (name: string, ok: (value: string) => boolean): boolean => {
    const value = call.query.get(name)
    return !value || ok(value)
  }
  const rows = book.couponsOf(user.id).flatMap((coupon) => {
    const stock = book.stocks.get(coupon.stockId)
    if (!stock || !visible(call, coupon, stock)) return []
    const fits =
      (status === '' || couponStatus(coupon, stock, call.nowMs) === status) &&
      wanted('stock_id', (id) => id === stock.id) &&
      wanted('creator_mchid', (mchid) => mchid === stock.creatorMchid) &&
      wanted('sender_mchid', (mchid) => mchid === coupon.senderMchid) &&
      wanted('available_mchid', (mchid) => stock.merchants.includes(mchid))
    return fits ? [{ coupon, stock }] : []
  })
  return ok(pageOf(call, rows, 20, ({ coupon, stock }) => couponJson(coupon, stock, call.nowMs)))
}

const visible = (call: Call, coupon: Coupon, stock: Stock): boolean =>
  mayActFor(call, stock.creatorMchid) ||
  coupon.senderMchid === call.merchant.mchid ||
  stock.merchants.includes(call.merchant.mchid)

function appidInQuery(call: Call): string {
  const appid = call.query.get('appid')
  if (!appid) throw fieldError('appid', undefined, '缺少必填参数', 'is required and missing', 'query')
  requireAppid(call.merchant, appid, 'appid')
  return appid
}

function userInPath(call: Call, appid: string): WalletUser {
  const openid = call.params.openid ?? ''
  if (openid.length > 128) {
    throw fieldError('openid', openid, '长度超过 128 个字符', 'is longer than 128 characters', 'url')
  }
  const user = call.platform.openids.userOf(appid, openid)
  if (user) return user
  throw new Refused('INVALID_REQUEST', {
    zh: 'openid与appid不匹配',
    en: 'The openid is nobody’s under this appid',
  })
}
