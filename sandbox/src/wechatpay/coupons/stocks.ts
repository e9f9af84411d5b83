import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { oneOfQuery } from '../bills/bill-day.js'
import { type Call, readBody } from '../call.js'
import { checkFields, fieldError } from '../fields.js'
import { canonical } from '../place-order.js'
import { STOCK_STATUSES, type Stock, type StockStatus, stockStatus } from './coupon-book.js'
import { stockJson } from './coupon-json.js'
import { pageOf, timeInQuery } from './page.js'
import { CREATOR_FIELDS, STOCK_FIELDS, type StockBody } from './stock-fields.js'

/** Latin letters are half as wide as Chinese ones: nine Chinese or twenty Latin. */
const NAME_WIDTH = 20
const MOST_CHINESE = 9

export function createStock(call: Call): Answer {
  const { coupons, core } = call.platform
  const raw = readBody(call)
  checkFields(raw, STOCK_FIELDS)
  // The fields above are exactly the members of StockBody.
  const body = raw as unknown as StockBody
  requireSense(call, body)
  const fingerprint = canonical(raw)
  const known = coupons.book.stockByRequest(call.merchant.mchid, body.out_request_no)
  if (known) {
    if (known.fingerprint !== fingerprint) {
      throw new Refused('INVALID_REQUEST', {
        zh: '请求重入时，参数与首次请求不一致',
        en: 'The parameters differ from the first request with this out_request_no',
      })
    }
    return ok(createdJson(known))
  }

  // From here on the stock stands.
  const { stock_use_rule: sending, coupon_use_rule: using } = body
  const stock: Stock = {
    id: core.random.digits(8).replace(/^0/, '1'),
    creatorMchid: call.merchant.mchid,
    outRequestNo: body.out_request_no,
    fingerprint,
    name: body.stock_name,
    description: body.pattern_info?.description ?? '',
    status: 'unactivated',
    createdAtMs: call.nowMs,
    startedAtMs: null,
    beginsAtMs: Date.parse(body.available_begin_time),
    endsAtMs: Date.parse(body.available_end_time),
    maxCoupons: sending.max_coupons,
    maxAmountMinor: sending.max_amount,
    maxAmountByDayMinor: sending.max_amount_by_day ?? null,
    maxPerUser: sending.max_coupons_per_user,
    naturalPerson: sending.natural_person_limit,
    couponMinor: using.fixed_normal_coupon.coupon_amount,
    minimumMinor: using.fixed_normal_coupon.transaction_minimum,
    goodsTags: using.goods_tag ?? [],
    tradeTypes: using.trade_type ?? [],
    combineUse: using.combine_use ?? false,
    items: using.available_items ?? [],
    merchants: using.available_merchants,
    limitCard: using.limit_card ? { name: using.limit_card.name, bins: using.limit_card.bin } : null,
    noCash: body.no_cash,
    distributed: 0,
    signer: call.signer,
  }
  coupons.book.stocks.put(stock)
  return ok(createdJson(stock))
}

const createdJson = (stock: Stock) => ({
  stock_id: stock.id,
  create_time: beijingTime(stock.createdAtMs),
})

/** What the fields say together. */
function requireSense(call: Call, body: StockBody): void {
  const { stock_use_rule: sending, coupon_use_rule: using } = body
  const chinese = [...body.stock_name].filter((letter) => letter > '\u00ff').length
  if (chinese > MOST_CHINESE || body.stock_name.length + chinese > NAME_WIDTH) {
    throw fieldError('/stock_name', body.stock_name, '最多9个汉字或20个英文字母', 'is too wide')
  }
  if (body.belong_merchant !== call.merchant.mchid) {
    throw fieldError('/belong_merchant', body.belong_merchant, '须为创建批次的商户', 'must be the caller')
  }
  const endsAtMs = Date.parse(body.available_end_time)
  if (endsAtMs <= Date.parse(body.available_begin_time) || endsAtMs <= call.nowMs) {
    throw fieldError('/available_end_time', body.available_end_time, '结束时间有误', 'must lie ahead')
  }
  const budgetMinor = using.fixed_normal_coupon.coupon_amount * sending.max_coupons
  if (sending.max_amount !== budgetMinor) {
    throw fieldError(
      '/stock_use_rule/max_amount',
      sending.max_amount,
      '总预算须等于面额乘以发放总个数',
      'must be the face value times max_coupons',
    )
  }
  if (body.pattern_info?.jump_target === 'MINI_PROGRAM' && !body.pattern_info.mini_program_path) {
    throw fieldError(
      '/pattern_info/mini_program_path',
      undefined,
      '跳转小程序时必填',
      'is required for MINI_PROGRAM',
    )
  }
  for (const mchid of using.available_merchants) {
    if (call.platform.merchants.has(mchid)) continue
    throw new Refused(
      'MCH_NOT_EXISTS',
      { zh: '可核销商户号不存在', en: 'An available merchant is unknown' },
      undefined,
      403,
    )
  }
}

type Step = 'start' | 'pause' | 'restart'
const STEPS: Record<Step, { from: StockStatus; to: 'running' | 'paused'; time: string }> = {
  start: { from: 'unactivated', to: 'running', time: 'start_time' },
  pause: { from: 'running', to: 'paused', time: 'pause_time' },
  restart: { from: 'paused', to: 'running', time: 'restart_time' },
}

export const moveStock =
  (step: Step) =>
  (call: Call): Answer => {
    const body = readBody(call)
    checkFields(body, CREATOR_FIELDS)
    const stock = ownStock(call, String(body.stock_creator_mchid))
    const { from, to, time } = STEPS[step]
    if (stockStatus(stock, call.nowMs) !== from) {
      throw new Refused('INVALID_REQUEST', {
        zh: '批次当前状态不允许该操作',
        en: `The stock is ${stockStatus(stock, call.nowMs)}; ${step} is for ${from} ones`,
      })
    }
    if (step === 'start') {
      activate(call, stock)
      stock.startedAtMs = call.nowMs
    }
    stock.status = to
    call.platform.coupons.book.stocks.put(stock)
    return ok({ [time]: beijingTime(call.nowMs), stock_id: stock.id })
  }

/** A prefunded stock is paid for when it is activated; what is left at its end stays with it (when it returns is unverified). */
function activate(call: Call, stock: Stock): void {
  const { funds } = call.platform
  if (stock.noCash) return
  if (funds.balanceMinor(stock.creatorMchid, 'OPERATION') < stock.maxAmountMinor) {
    throw new Refused('NOT_ENOUGH', { zh: '账户余额不足以支付批次预算', en: 'The budget is not covered' })
  }
  funds.record({
    mchid: stock.creatorMchid,
    account: 'OPERATION',
    businessNo: stock.id,
    name: '代金券',
    type: '代金券预算',
    amountMinor: -stock.maxAmountMinor,
    applicant: `${call.merchant.mchid}API`,
    remark: stock.name,
    voucher: stock.outRequestNo,
  })
}

export function queryStock(call: Call): Answer {
  return ok(stockJson(stockInQuery(call), call.nowMs))
}

export function listStocks(call: Call): Answer {
  const creator = creatorInQuery(call)
  requireCreator(call, creator)
  const status = oneOfQuery<StockStatus | ''>(call, 'status', STOCK_STATUSES, '')
  const fromMs = timeInQuery(call, 'create_start_time') ?? 0
  const toMs = timeInQuery(call, 'create_end_time') ?? Number.POSITIVE_INFINITY
  const found = [...call.platform.coupons.book.stocks.values()].filter(
    (one) =>
      one.creatorMchid === creator &&
      one.createdAtMs >= fromMs &&
      one.createdAtMs <= toMs &&
      (status === '' || stockStatus(one, call.nowMs) === status),
  )
  return ok(pageOf(call, found, 10, (one) => stockJson(one, call.nowMs)))
}

/** The goods, or the merchants, that a stock is for. */
export const listOfStock =
  (name: 'items' | 'merchants') =>
  (call: Call): Answer => {
    const stock = stockInQuery(call)
    return ok({ ...pageOf(call, stock[name], 50, (one) => one), stock_id: stock.id })
  }

function creatorInQuery(call: Call): string {
  const creator = call.query.get('stock_creator_mchid')
  if (creator) return creator
  throw fieldError('stock_creator_mchid', undefined, '缺少必填参数', 'is required and missing', 'query')
}

const stockInQuery = (call: Call): Stock => ownStock(call, creatorInQuery(call))

function ownStock(call: Call, creator: string): Stock {
  requireCreator(call, creator)
  const stock = call.platform.coupons.book.stocks.get(call.params.stock_id ?? '')
  if (stock?.creatorMchid === creator) return stock
  throw new Refused('RESOURCE_NOT_EXISTS', { zh: '批次不存在', en: 'There is no such stock' })
}

/** The merchant itself, or a provider that it authorised. */
export function mayActFor(call: Call, creator: string): boolean {
  if (creator === call.merchant.mchid) return true
  return call.platform.merchants.get(creator)?.providers.includes(call.merchant.mchid) ?? false
}

function requireCreator(call: Call, creator: string): void {
  if (mayActFor(call, creator)) return
  throw new Refused('NO_AUTH', { zh: '无权操作该商户的批次', en: 'The stock is another merchant’s' })
}
