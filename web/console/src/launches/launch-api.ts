import { api } from '../console-api.js'
import type { Guardrail, LaunchRules } from './launch-rules.js'

export interface MerchantCounts {
  invited: number
  accepted: number
  active: number
  declined: number
  expired: number
  paused: number
  suspended: number
}

export interface Launch {
  id: string
  name: string
  nameEn: string
  institution: string
  version: number
  validFrom: string
  rules: LaunchRules
  merchants: MerchantCounts
  /** Alerts about it that nobody has seen yet. */
  alerts: number
}

export interface Measured {
  /** The method of the launch that does worst. */
  method: string
  valueBp?: number | null
  valueMs?: number | null
  samples: number
  /** In the unit of the value. */
  heldAgainst: number | null
  /** From where on it is a breach, in the same unit. */
  allowed: number | null
  enough: boolean
  breached: boolean
  at: string
}

export interface GuardrailNow {
  guardrail: Guardrail
  /** Since when it waits for a person's answer; null while it watches. */
  trippedAt: string | null
  measured: Measured | null
}

export interface Actor {
  kind: 'person' | 'schedule' | 'guardrail' | 'platform'
  name: string
}

export interface LaunchVersion {
  version: number
  validFrom: string
  rules: LaunchRules
  by: Actor
  /** As the audit log calls it: launch.change. */
  action: string
  why: string
}

export interface LaunchDetail extends Launch {
  guardrails: GuardrailNow[]
  versions: LaunchVersion[]
}

export interface ChartMethod {
  method: string
  started: number
  paid: number
  failed: number
  successBp: number | null
  timeToPaidMs: number | null
}

export interface ChartBucket {
  at: string
  shareBp: number
  methods: ChartMethod[]
}

export interface ChartEvent {
  at: string
  kind: string
  by: Actor
  why: string
  version: number
  shareBp: number
}

export interface LaunchChart {
  data: ChartBucket[]
  events: ChartEvent[]
}

export interface OperatorAlert {
  id: string
  at: string
  kind: string
  subject: string
  title: string
  titleEn: string
  data: Record<string, unknown>
  seenAt: string | null
  seenBy: string | null
}

export const launchPath = (id: string) => `/launches/${encodeURIComponent(id)}`

/** What can be done to a launch in one step, each with its reason. */
export type LaunchAct =
  | 'go-live'
  | 'halt'
  | 'resume'
  | 'end'
  | 'schedule/start'
  | 'schedule/pause'
  | 'schedule/resume'
  | 'open-to-everyone'

export const actOnLaunch = (id: string, act: LaunchAct, why: string) =>
  api.post<Launch>(`${launchPath(id)}/${act}`, { why })

export const changeLaunch = (id: string, version: number, rules: LaunchRules, why: string) =>
  api.post<Launch>(`${launchPath(id)}/change`, { version, rules, why })

export const rollBackLaunch = (id: string, version: number, toVersion: number, why: string) =>
  api.post<Launch>(`${launchPath(id)}/roll-back`, { version, toVersion, why })
