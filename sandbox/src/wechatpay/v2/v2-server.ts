import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { readV2Xml, signV2, type V2SignType, verifyV2, writeV2Xml } from '@hutong/wechatpay'
import { type CallOutcome, callWithFaults } from '../../core/calls.js'
import type { FaultParams } from '../../core/faults.js'
import { readBody } from '../../core/read-body.js'
import { type ErrorCode, Refused } from '../answers.js'
import type { Call, Platform } from '../call.js'
import { payeeOf } from '../codepay/codepay.js'
import type { Merchant } from '../merchants/merchant.js'
import { scopeOf } from '../order-book.js'
import { checkV2Fields, type V2Call, type V2Outcome, V2Refused, type V2Route } from './v2-call.js'
import { V2_ROUTES } from './v2-routes.js'
import { whoXml } from './who-xml.js'

const LARGEST_BODY_BYTES = 1_048_576
/** Under these all answers are V2's: 200 and XML, whatever was asked. */
const V2_PATH = /^\/(pay|secapi|mmpaymkttransfers|tools|risk|papay)\//
const BY_PATH = new Map(V2_ROUTES.map((route) => [route.path, route]))

export type V2Reply =
  | { kind: 'xml'; xml: string }
  | { kind: 'redirect'; to: string }
  | { kind: 'too_long' | 'aborted' | 'hang' | 'drop' }

export const isV2Path = (path: string): boolean => V2_PATH.test(path)

/** One V2 call: always 200 with XML, except where a browser is sent on. */
export async function answerV2(
  platform: Platform,
  request: IncomingMessage,
  path: string,
  query: string,
): Promise<V2Reply> {
  const route = BY_PATH.get(path)
  if (!route) return failed('沙箱不提供该V2接口 This V2 interface is not served here')
  if (request.method !== route.method) {
    const zh = route.method === 'POST' ? '请使用post方法' : '请使用get方法'
    return failed(`${zh} The method must be ${route.method}`)
  }
  const received = await readBody(request, LARGEST_BODY_BYTES)
  if (received === 'aborted' || received === 'too_long') return { kind: received }
  const parameters = route.method === 'GET' ? parametersIn(query) : parametersOf(received)
  if (typeof parameters === 'string') return failed(parameters)
  const merchant = platform.merchants.get(parameters.mch_id ?? '')
  if (!merchant) return failed('商户号mch_id不存在 There is no merchant mch_id')
  const signType = signTypeOf(parameters, route)
  if (!signType || !verifyV2(parameters, merchant.apiV2Key, signType))
    return failed('签名错误，请检查后再试 The signature does not verify')
  return answerSigned(platform, route, merchant, parameters, signType)
}

async function answerSigned(
  platform: Platform,
  route: V2Route,
  merchant: Merchant,
  parameters: Record<string, string>,
  signType: V2SignType,
): Promise<V2Reply> {
  const { core } = platform
  const startedMs = performance.now()
  const call = callOf(platform, merchant)
  const outTradeNo = route.numberIn === null ? null : (parameters[route.numberIn] ?? null)
  const point = { institution: 'wechatpay' as const, operation: route.operation, outTradeNo }
  const act = (): V2Outcome | V2Refused => {
    try {
      platform.limit(merchant.mchid, route.operation)
      const v2: V2Call = { call, parameters, signType, seat: seatOf(call, route, parameters) }
      checkV2Fields(parameters, route.fields)
      return route.act(v2)
    } catch (error) {
      if (error instanceof V2Refused) return error
      if (error instanceof Refused)
        return new V2Refused(CODES[error.code] ?? error.code, error.words.zh, error.words.en)
      throw error
    }
  }
  const outcome = await callWithFaults<V2Outcome | V2Refused>(core, point, act, {
    fail: (fault) => asked(fault),
    notEnough: () => new V2Refused('NOTENOUGH', '余额不足', 'The balance is not enough'),
  })
  core.events.emit({
    kind: 'call',
    institution: 'wechatpay',
    outTradeNo,
    zh: `调用 ${route.operation}（V2）`,
    en: `Call ${route.operation} (V2)`,
    data: {
      operation: route.operation,
      path: route.path,
      outcome: outcome.kind,
      tookMs: Math.round(performance.now() - startedMs),
    },
  })
  await core.store.written()
  return replyOf(outcome, { platform, merchant, parameters, signType })
}

interface Told {
  platform: Platform
  merchant: Merchant
  parameters: Record<string, string>
  signType: V2SignType
}

function replyOf(outcome: CallOutcome<V2Outcome | V2Refused>, told: Told): V2Reply {
  if (outcome.kind !== 'answer') return { kind: outcome.kind }
  const { answer, forged } = outcome
  if (!(answer instanceof V2Refused) && 'redirect' in answer && Object.keys(answer).length === 1)
    return { kind: 'redirect', to: String(answer.redirect) }
  const { merchant, parameters, platform, signType } = told
  const { appid = '', sub_appid: subAppid, sub_mch_id: subMchid } = parameters
  const partner = subMchid ? { subMchid, subAppid: subAppid || null, openidUnder: appid } : null
  const members: Record<string, string> = {
    return_code: 'SUCCESS',
    return_msg: 'OK',
    ...whoXml({ mchid: merchant.mchid, appid, partner }),
    nonce_str: platform.core.random.alphanumeric(32),
    ...(answer instanceof V2Refused
      ? { result_code: 'FAIL', err_code: answer.code, err_code_des: answer.words.zh }
      : { result_code: 'SUCCESS', ...answer }),
  }
  const sign = signV2(members, merchant.apiV2Key, signType)
  return { kind: 'xml', xml: writeV2Xml({ ...members, sign: forged ? 'F'.repeat(sign.length) : sign }) }
}

/** Before it is known who calls there is no key to sign with. */
const failed = (message: string): V2Reply => ({
  kind: 'xml',
  xml: writeV2Xml({ return_code: 'FAIL', return_msg: message }),
})

const parametersIn = (query: string): Record<string, string> => Object.fromEntries(new URLSearchParams(query))

/** The parameters, or why there are none. */
function parametersOf(body: Buffer): Record<string, string> | string {
  if (!isUtf8(body)) return '请使用UTF-8编码 The body is not UTF-8'
  return readV2Xml(body.toString('utf8')) ?? 'XML格式错误 The body is not flat XML'
}

function signTypeOf(parameters: Record<string, string>, route: V2Route): V2SignType | null {
  const { sign_type: named } = parameters
  if (!named) return route.signType
  return named === 'MD5' || named === 'HMAC-SHA256' ? named : null
}

function seatOf(call: Call, route: V2Route, parameters: Record<string, string>): V2Call['seat'] {
  const { appid, sub_appid: subAppid, sub_mch_id: subMchid } = parameters
  if (!appid) throw new V2Refused('LACK_PARAMS', '缺少参数appid', 'appid is missing')
  if (route.partner && !subMchid)
    throw new V2Refused('LACK_PARAMS', '缺少参数sub_mch_id', 'sub_mch_id is missing')
  const { partner } = payeeOf(call, {
    appid,
    ...(subMchid ? { sub_mchid: subMchid } : {}),
    ...(subAppid ? { sub_appid: subAppid } : {}),
  })
  return { appid, partner, scope: scopeOf(call.merchant.mchid, partner?.subMchid) }
}

function callOf(platform: Platform, merchant: Merchant): Call {
  return {
    platform,
    merchant,
    params: {},
    query: new URLSearchParams(),
    json: undefined,
    serial: undefined,
    signer: platform.keys.asked(merchant, undefined),
    upload: null,
    origin: platform.core.urls.wechatpay,
    nowMs: platform.core.clock.nowMs(),
  }
}

/** How V2 spells what the rules shared with v3 refuse. */
const CODES: Partial<Record<ErrorCode, string>> = {
  NO_AUTH: 'NOAUTH',
  MCH_NOT_EXISTS: 'MCHID_NOT_EXIST',
  ORDER_NOT_EXIST: 'ORDERNOTEXIST',
  ORDER_CLOSED: 'ORDERCLOSED',
  ORDER_PAID: 'ORDERPAID',
  RULE_LIMIT: 'RULELIMIT',
  NOT_ENOUGH: 'NOTENOUGH',
  RESOURCE_NOT_EXISTS: 'CONTRACT_NOT_EXIST',
  FREQUENCY_LIMITED: 'FREQ_LIMIT',
  SYSTEM_ERROR: 'SYSTEMERROR',
}

function asked({ code = 'SYSTEMERROR', message }: FaultParams): V2Refused {
  return new V2Refused(CODES[code as ErrorCode] ?? code, message ?? '系统超时', message ?? 'System error')
}
