/** What a call is answered with; `code` is the numeric tail of `Request-ID`. */
export interface Answer {
  status: number
  /** Absent for 204. */
  body?: object
  requestCode: number
  /** Sent as it is, and never signed: downloads (00-protocol §3). */
  file?: { bytes: Buffer; type: string }
  /** Of the message; zh-CN unless said. */
  language?: 'en'
}

export interface ErrorDetail {
  /** JSON pointer for body members; the plain name for the URL and the query. */
  field?: string
  value?: unknown
  issue?: string
  location?: 'body' | 'url' | 'query' | 'authorization'
  [other: string]: unknown
}

export interface Words {
  zh: string
  en: string
}

/** Thrown by a call's rules and turned into the documented error body in one place. */
export class Refused extends Error {
  readonly code: ErrorCode
  readonly words: Words
  readonly detail: ErrorDetail | undefined
  readonly status: number

  constructor(code: ErrorCode, words: Words, detail?: ErrorDetail, status?: number) {
    super(words.en)
    this.code = code
    this.words = words
    this.detail = detail
    this.status = status ?? ERROR_CODES[code].status
  }
}

/** The tail of `Request-ID` where none is known for the code. */
const UNSPECIFIC = 268435464

/** The codes in use here, with their status and the `Request-ID` tail seen in the field (00-protocol §7.1). */
export const ERROR_CODES = {
  PARAM_ERROR: { status: 400, requestCode: 268435461 },
  INVALID_REQUEST: { status: 400, requestCode: 268435464 },
  SIGN_ERROR: { status: 401, requestCode: 268443699 },
  NO_AUTH: { status: 403, requestCode: 268448010 },
  NOAUTH: { status: 403, requestCode: 268448010 },
  APPID_MCHID_NOT_MATCH: { status: 400, requestCode: 268445527 },
  MCH_NOT_EXISTS: { status: 400, requestCode: 268443715 },
  OUT_TRADE_NO_USED: { status: 403, requestCode: 268498688 },
  ORDER_NOT_EXIST: { status: 404, requestCode: 268512771 },
  ORDER_CLOSED: { status: 400, requestCode: 268447914 },
  ORDER_PAID: { status: 400, requestCode: 268449538 },
  TRADE_ERROR: { status: 403, requestCode: 268435464 },
  RULE_LIMIT: { status: 403, requestCode: 268448010 },
  ORDERNOTEXIST: { status: 404, requestCode: 268512771 },
  USERPAYING: { status: 202, requestCode: 0 },
  NOT_FOUND: { status: 404, requestCode: 268512771 },
  ALREADY_EXISTS: { status: 400, requestCode: 268498688 },
  NO_STATEMENT_EXIST: { status: 400, requestCode: 268435464 },
  STATEMENT_CREATING: { status: 400, requestCode: 268435464 },
  INVALID_ORDER_STATE: { status: 400, requestCode: 268435464 },
  ORDER_DONE: { status: 400, requestCode: 268449538 },
  ORDER_CANCELED: { status: 400, requestCode: 268447914 },
  NOT_ENOUGH: { status: 403, requestCode: 268435464 },
  RESOURCE_NOT_EXISTS: { status: 404, requestCode: 268512771 },
  APPLYMENT_NOT_EXIST: { status: 400, requestCode: 268435464 },
  PROCESSING: { status: 400, requestCode: 268435464 },
  REQUEST_BLOCKED: { status: 403, requestCode: 268448010 },
  RESOURCE_ALREADY_EXISTS: { status: 400, requestCode: 268498688 },
  RATE_LIMITED: { status: 429, requestCode: 268447840 },
  FREQUENCY_LIMITED: { status: 429, requestCode: 268447840 },
  SYSTEM_ERROR: { status: 500, requestCode: 268435456 },
} as const
export type ErrorCode = keyof typeof ERROR_CODES

/** Documented codes that only fault rules answer here, aliases among them, with their status (00-protocol §7.1). */
const STATUS_OF_OTHERS: Readonly<Record<string, number>> = {
  BIZ_ERR_NEED_RETRY: 400,
  APPLYMENT_NOTEXIST: 400,
  ACCOUNT_ERROR: 403,
  ACCOUNTERROR: 403,
  ACCOUNT_NOT_VERIFIED: 403,
  CONTRACT_NOT_CONFIRMED: 403,
  NOTENOUGH: 403,
  RULELIMIT: 403,
  USER_ACCOUNT_ABNORMAL: 403,
  USER_ERROR: 403,
  FREQENCY_LIMIT: 429,
  FREQUENCY_LIMIT: 429,
  FREQUENCY_LIMIT_EXCEED: 429,
  RATELIMIT_EXCEEDED: 429,
  BANKERROR: 500,
  BANK_ERROR: 500,
  INVALID_TRANSACTIONID: 500,
  OPENID_MISMATCH: 500,
  SYSTEMERROR: 500,
  SERVICE_UNAVAILABLE: 503,
}

/** How a code is answered; one that no document names looks like a failed system. */
export function codeFacts(code: string): { status: number; requestCode: number } {
  if (Object.hasOwn(ERROR_CODES, code)) return ERROR_CODES[code as ErrorCode]
  const status = Object.hasOwn(STATUS_OF_OTHERS, code) ? STATUS_OF_OTHERS[code] : undefined
  return status === undefined ? ERROR_CODES.SYSTEM_ERROR : { status, requestCode: UNSPECIFIC }
}

export function ok(body: object): Answer {
  return { status: 200, body, requestCode: 0 }
}

export const NO_CONTENT: Answer = { status: 204, requestCode: 0 }

export function errorAnswer(refused: Refused, english: boolean): Answer {
  const { code, words, detail, status } = refused
  const body: Record<string, unknown> = { code }
  if (detail) body.detail = detail
  body.message = english ? words.en : words.zh
  return { status, body, requestCode: ERROR_CODES[code].requestCode, ...(english ? { language: 'en' } : {}) }
}
