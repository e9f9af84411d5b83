const NEWEST_SPELLINGS: Readonly<Record<string, string>> = {
  NOAUTH: 'NO_AUTH',
  ORDERNOTEXIST: 'ORDER_NOT_EXIST',
  ORDERPAID: 'ORDER_PAID',
  ORDERCLOSED: 'ORDER_CLOSED',
  RULELIMIT: 'RULE_LIMIT',
  ACCOUNTERROR: 'ACCOUNT_ERROR',
  NOTENOUGH: 'NOT_ENOUGH',
  BANKERROR: 'BANK_ERROR',
  SYSTEMERROR: 'SYSTEM_ERROR',
  SIGNERROR: 'SIGN_ERROR',
  FREQUENCY_LIMIT: 'FREQUENCY_LIMITED',
  FREQENCY_LIMIT: 'FREQUENCY_LIMITED',
  FREQUENCY_LIMIT_EXCEED: 'FREQUENCY_LIMITED',
  RATELIMIT_EXCEEDED: 'FREQUENCY_LIMITED',
  RATELIMIT_EXCEED: 'FREQUENCY_LIMITED',
  RATE_LIMITED: 'FREQUENCY_LIMITED',
}

/**
 * One spelling for each error: product generations differ (`ORDERNOTEXIST`, `ORDER_NOT_EXIST`) and throttling alone has
 * five spellings in use. A code that is not known is returned as it came.
 */
export function normaliseErrorCode(code: string): string {
  return Object.hasOwn(NEWEST_SPELLINGS, code) ? NEWEST_SPELLINGS[code]! : code
}
