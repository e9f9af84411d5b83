import type { ParticipationState } from '../decision/facts.js'

/**
 * A merchant's part in a launch.
 *
 *   not_invited  there is no row
 *   invited      a letter is in its workbench, until it expires
 *   accepted     agreed; the institution still owes it a sub-merchant number
 *   active       agreed and complete: its shoppers may see the methods
 *   declined     said no; a later batch may ask again
 *   expired      did not answer in time, or its batch was cancelled; a later batch may ask again
 *   paused       the merchant switched the methods off, and can switch them on
 *   suspended    the platform switched them off, and only the platform switches them on
 *
 * Accepting without a standing invitation, and pausing what was never accepted, are for launches that are open to
 * everyone; the use cases see to it.
 */
export type PartState = ParticipationState | 'not_invited'
export type PartEvent =
  | 'invite'
  | 'accept'
  | 'agree'
  | 'complete'
  | 'decline'
  | 'expire'
  | 'take_back'
  | 'pause'
  | 'resume'
  | 'suspend'
  | 'restore'

const YES = ['active', 'accepted'] as const

/** Where each event may lead. Several: which one depends on what the institution has given, or on what was before. */
export const PARTICIPATION_MOVES: Readonly<
  Record<PartState, Partial<Record<PartEvent, readonly PartState[]>>>
> = {
  not_invited: { invite: ['invited'], accept: YES, pause: ['paused'], suspend: ['suspended'] },
  invited: {
    accept: YES,
    decline: ['declined'],
    expire: ['expired'],
    take_back: ['expired'],
    pause: ['paused'],
    suspend: ['suspended'],
  },
  accepted: { agree: ['accepted'], complete: ['active'], pause: ['paused'], suspend: ['suspended'] },
  active: { agree: ['active'], pause: ['paused'], suspend: ['suspended'] },
  declined: { invite: ['invited'], accept: YES, suspend: ['suspended'] },
  expired: { invite: ['invited'], accept: YES, pause: ['paused'], suspend: ['suspended'] },
  paused: { agree: ['paused'], resume: [...YES, 'invited', 'expired'], suspend: ['suspended'] },
  suspended: {
    agree: ['suspended'],
    restore: ['not_invited', 'invited', 'accepted', 'active', 'declined', 'expired', 'paused'],
  },
}

export function mayMove(from: PartState, event: PartEvent, to: PartState): boolean {
  return PARTICIPATION_MOVES[from][event]?.includes(to) ?? false
}

/** The states that an event may come from: for statements that move many at once. */
export function statesThatMay(event: PartEvent): ParticipationState[] {
  return (Object.keys(PARTICIPATION_MOVES) as PartState[]).filter(
    (state): state is ParticipationState =>
      state !== 'not_invited' && PARTICIPATION_MOVES[state][event] !== undefined,
  )
}
