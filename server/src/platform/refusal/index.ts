/**
 * A refusal is an expected "no" from a closed list: returned, never thrown. Defects are thrown.
 * A transaction whose body returns a refusal is rolled back, so half a refusal cannot exist.
 */
export interface Refusal<Code extends string = string> {
  readonly refusal: Code
  readonly details?: RefusalDetails
}

export type RefusalDetails = Readonly<Record<string, string | number | boolean | null>>

/** What one refusal means to the caller: HTTP status, whether trying again can help, and sentences for a person. */
export interface RefusalMeaning {
  readonly status: number
  /** never: fix the request first; later: the same request may succeed later; same: repeat exactly this request. */
  readonly retry: 'never' | 'later' | 'same'
  readonly zh: string
  readonly en: string
  /** What to do next, when it is not obvious from the sentence itself. */
  readonly nextZh?: string
  readonly nextEn?: string
}

export type RefusalCatalog = Readonly<Record<string, RefusalMeaning>>

export function refuse<const Code extends string>(code: Code, details?: RefusalDetails): Refusal<Code> {
  return details === undefined ? { refusal: code } : { refusal: code, details }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && typeof (value as Refusal).refusal === 'string'
}
