/** The call did what it says. 2xx, signature verified. */
export interface Ok<Value> {
  readonly outcome: 'ok'
  readonly value: Value
  readonly status: number
  readonly requestId: string | null
}

/**
 * WeChat Pay said no: 4xx (or 202 with a code) and a readable code. Branch on `code`, never on `message`.
 *
 * A refund refused with 429 (`FREQUENCY_LIMITED`) is no proof that it was not accepted: query before giving up.
 */
export interface Refused {
  readonly outcome: 'refused'
  readonly status: number
  /** Newest spelling, see {@link normaliseErrorCode}. */
  readonly code: string
  readonly message: string
  readonly detail: unknown
  readonly requestId: string | null
}

/** Nobody knows whether the call took effect. Query, or repeat with the same numbers; never take it for a failure. */
export interface Unknown {
  readonly outcome: 'unknown'
  readonly because: /** No whole answer within the time limit. */
    | 'timeout'
    /** No connection, or it broke. */
    | 'connection'
    /** An answer that is not what is documented. */
    | 'unreadable'
    /** A 2xx whose signature is missing, stale, by an unknown key or wrong; deliberate probes land here too. */
    | 'bad_signature'
    /** 5xx. */
    | 'server_error'
  readonly message: string
  /** Null when no answer came. */
  readonly status: number | null
  /** The code in the body of a 5xx, where there is one. */
  readonly code: string | null
  readonly requestId: string | null
}

/** What a call comes to. Nothing on the network makes a call throw. */
export type Outcome<Value> = Ok<Value> | Refused | Unknown

export function unknown(
  because: Unknown['because'],
  message: string,
  from: { status?: number; code?: string; requestId?: string | null } = {},
): Unknown {
  return {
    outcome: 'unknown',
    because,
    message,
    status: from.status ?? null,
    code: from.code ?? null,
    requestId: from.requestId ?? null,
  }
}
