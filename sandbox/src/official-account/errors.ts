/** Codes as documented (30-official-account.md §1); whatever goes wrong, HTTP is 200. */
export const ERRORS = {
  '-1': 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40008: 'invalid message type',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40016: 'invalid button size',
  40018: 'invalid button name size',
  40019: 'invalid button key size',
  40020: 'invalid button url size',
  40029: 'invalid code',
  40030: 'invalid refresh_token',
  40035: 'invalid parameter',
  40037: 'invalid template_id',
  40053: 'invalid action info',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40163: 'code been used',
  41001: 'access_token missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  42002: 'refresh_token expired',
  42003: 'code expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43004: 'require subscribe',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
  45065: 'client msg id is duplicated',
  46003: 'menu no exist',
  47001: 'data format error',
  47003: 'argument invalid',
  48001: 'api unauthorized',
  85009: 'already submit a version under auditing',
  85012: 'invalid audit id',
  85013: 'invalid version',
  85019: 'version no exist',
  85020: 'version is not approved',
  85023: 'item_list should have 1 to 5 items',
  86001: 'no submitted code',
} as const
export type ErrorCode = keyof typeof ERRORS

/** A refusal on its way to the caller. */
export class Refused extends Error {
  readonly code: number
  constructor(code: ErrorCode, detail?: string) {
    super(detail === undefined ? ERRORS[code] : `${ERRORS[code]} ${detail}`)
    this.code = Number(code)
  }
}
