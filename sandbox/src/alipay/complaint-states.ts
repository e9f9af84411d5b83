/** A trade complaint as Alipay words it (17-complaints §1). The state of a merchant who was too late is not public. */
export type ComplaintState =
  | 'MERCHANT_PROCESSING'
  | 'MERCHANT_FEEDBACKED'
  | 'FINISHED'
  | 'CANCELLED'
  | 'PLATFORM_PROCESSING'
  | 'PLATFORM_FINISH'
  | 'CLOSED'
/** `replied` and `supplemented` are the merchant's, `responded` the payer's: they are said and move nothing. */
export type ComplaintEvent =
  | 'fed_back'
  | 'replied'
  | 'supplemented'
  | 'responded'
  | 'confirmed'
  | 'withdrawn'
  | 'escalated'
  | 'decided'
  | 'closed'

/** Who may withdraw or close when is not documented beyond the names of the states. */
export const COMPLAINT_MOVES = {
  MERCHANT_PROCESSING: {
    fed_back: 'MERCHANT_FEEDBACKED',
    replied: 'MERCHANT_PROCESSING',
    responded: 'MERCHANT_PROCESSING',
    confirmed: 'FINISHED',
    withdrawn: 'CANCELLED',
    escalated: 'PLATFORM_PROCESSING',
    closed: 'CLOSED',
  },
  MERCHANT_FEEDBACKED: {
    replied: 'MERCHANT_FEEDBACKED',
    responded: 'MERCHANT_FEEDBACKED',
    confirmed: 'FINISHED',
    withdrawn: 'CANCELLED',
    escalated: 'PLATFORM_PROCESSING',
    closed: 'CLOSED',
  },
  PLATFORM_PROCESSING: {
    supplemented: 'PLATFORM_PROCESSING',
    responded: 'PLATFORM_PROCESSING',
    withdrawn: 'CANCELLED',
    decided: 'PLATFORM_FINISH',
  },
  FINISHED: {},
  CANCELLED: {},
  PLATFORM_FINISH: {},
  CLOSED: {},
} as const satisfies Record<ComplaintState, Partial<Record<ComplaintEvent, ComplaintState>>>

export const COMPLAINT_STATES = Object.keys(COMPLAINT_MOVES) as readonly ComplaintState[]

/** The next state, or null when the event has no place in this one. */
export function nextComplaintState(state: ComplaintState, event: ComplaintEvent): ComplaintState | null {
  const moves: Partial<Record<ComplaintEvent, ComplaintState>> = COMPLAINT_MOVES[state]
  return moves[event] ?? null
}

export const isOver = (state: ComplaintState): boolean => Object.keys(COMPLAINT_MOVES[state]).length === 0
