import { api } from './workbench-api.js'

export type PartState =
  | 'not_invited'
  | 'invited'
  | 'accepted'
  | 'active'
  | 'declined'
  | 'expired'
  | 'paused'
  | 'suspended'

export interface Terms {
  seq: number
  label: string
  body: string
  bodyEn: string
  effectiveAt: string
  agreement: 'needed' | 'by_notice'
}

export interface Launch {
  launchId: string
  name: string
  nameEn: string
  institution: string
  methods: { method: string; name: string; nameEn: string }[]
  state: PartState
  openToEveryone: boolean
  live: boolean
  partly: boolean
  because: { code: string; message: string; messageEn: string }[]
  terms: Terms | null
  agreedTermsSeq: number | null
  invitedAt: string | null
  expiresAt: string | null
  seenAt: string | null
  changes: { at: string; state: PartState; what: string; whatEn: string; by: string | null }[]
}

export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

export interface TermsToAgree extends Terms {
  agreed: boolean
  /** The version that the difference is taken from; null when there was none. */
  since: string | null
  diff: DiffLine[]
  diffEn: DiffLine[]
}

export interface Launches {
  data: Launch[]
  upcomingTerms: TermsToAgree | null
  neededTerms: TermsToAgree | null
}

const at = (launchId: string, verb: string) => `/launches/${encodeURIComponent(launchId)}/${verb}`

export const readLaunches = (signal: AbortSignal) => api.get<Launches>('/launches', signal)
export const acceptLaunch = (launchId: string, termsSeq: number) =>
  api.post<Launches>(at(launchId, 'accept'), { termsSeq })
export const declineLaunch = (launchId: string, why: string) =>
  api.post<Launches>(at(launchId, 'decline'), why === '' ? {} : { why })
export const pauseLaunch = (launchId: string, why: string) =>
  api.post<Launches>(at(launchId, 'pause'), why === '' ? {} : { why })
export const resumeLaunch = (launchId: string) => api.post<Launches>(at(launchId, 'resume'))
export const keepForLater = (launchId: string) => api.post<{ seen: true }>(at(launchId, 'later'))
export const noteSeen = (launchId: string) => api.post<{ seen: true }>(at(launchId, 'seen'))
export const agreeToTerms = (seq: number) => api.post<Launches>(`/terms/${seq}/agree`)
