import { isObject } from './fields.js'

export const PREPAY_ID = /^(?:prepay_id=)?(wx[0-9a-f]{34})$/

/** What a client hands to the wallet: a page (JSAPI), a mini-program, or an app. */
export interface Invocation {
  product: 'JSAPI' | 'MINI_PROGRAM' | 'APP'
  /** Empty from a mini-program: the client knows its own. */
  appid: string
  timestamp: string
  /** `timeStamp` came as a number, which only `wx.chooseWXPay` (`timestamp`) takes. */
  hasNumericTimestamp: boolean
  nonce: string
  prepayId: string
  sign: string
  /** As given, or null. */
  signType: string | null
  partnerId: string | null
  packageValue: string | null
}

const TELLING = ['package', 'paySign', 'prepayId', 'prepayid']

/** The members that are missing, or the invocation; null when the text is nothing of the kind. */
export function readInvocation(text: string): Invocation | { missing: string[] } | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(parsed) || !TELLING.some((name) => name in (parsed as object))) return null
  const members = parsed
  const member = (...names: string[]): string | null => {
    const value = names.map((name) => members[name]).find((one) => one !== undefined)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null
  }
  const named = member('package')
  const fromPackage = PREPAY_ID.exec(named ?? '')?.[1]
  const isApp = fromPackage === undefined && member('prepayId', 'prepayid') !== null
  const appid = member('appId', 'appid') ?? ''
  const timestamp = member('timeStamp', 'timestamp') ?? ''
  const nonce = member('nonceStr', 'noncestr') ?? ''
  const prepayId = fromPackage ?? PREPAY_ID.exec(member('prepayId', 'prepayid') ?? '')?.[1] ?? ''
  const sign = (isApp ? member('sign') : member('paySign')) ?? ''
  const partnerId = member('partnerId', 'partnerid')
  const packageValue = isApp ? (member('packageValue') ?? named) : null
  const needed: ReadonlyArray<[name: string, value: string]> = isApp
    ? [
        ['appId', appid],
        ['partnerId', partnerId ?? ''],
        ['prepayId', prepayId],
        ['packageValue', packageValue ?? ''],
        ['nonceStr', nonce],
        ['timeStamp', timestamp],
        ['sign', sign],
      ]
    : [
        ['package', prepayId],
        ['nonceStr', nonce],
        ['timeStamp', timestamp],
        ['paySign', sign],
      ]
  const missing = needed.filter(([, value]) => value === '').map(([name]) => name)
  if (missing.length > 0) return { missing }
  return {
    product: isApp ? 'APP' : appid === '' ? 'MINI_PROGRAM' : 'JSAPI',
    appid,
    timestamp,
    hasNumericTimestamp: typeof members.timeStamp === 'number',
    nonce,
    prepayId,
    sign,
    signType: member('signType'),
    partnerId,
    packageValue,
  }
}
