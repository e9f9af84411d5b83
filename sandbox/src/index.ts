export { SandboxRefused, SandboxUnreachable } from './client/call-home.js'
export type { StoryLine, StoryOptions, StoryReport } from './client/play-story.js'
export {
  type ComplaintRecord,
  type ComplaintTaker,
  type ComplaintWish,
  createSandboxClient,
  type NoticeWait,
  type OrderWait,
  type SandboxClient,
  type WaitOptions,
} from './client/sandbox-client.js'
export { STORIES, type Story } from './client/stories/stories.js'
export type { Watch } from './client/watch-events.js'
export type { ClockView, ClockWish, Control, NoticeWish, OrderQuery, PayWish } from './control/control.js'
export type { Forward, ForwardWish } from './control/notice-forwarding.js'
export { createClock, type SandboxClock } from './core/clock.js'
export type { Credentials } from './core/credentials.js'
export type { SandboxEvent } from './core/events.js'
export type {
  FaultEffect,
  FaultParams,
  FaultRule,
  NewFault,
  NoticeAlteration,
  NoticeFate,
} from './core/faults.js'
export {
  type CodeView,
  type InstitutionName,
  isRefusal,
  type OrderRecord,
  type RefundRecord,
  type WalletName,
  type WalletRefusal,
} from './core/institution.js'
export type { NoticeRecord, NoticeTry } from './core/notices.js'
export { type Snapshot, SnapshotUnusable } from './core/snapshot.js'
export type { NewWalletUser, WalletUser } from './core/wallets.js'
export { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.js'
export type {
  MerchantView,
  SettingsWish,
  WechatPayControl,
} from './wechatpay/control/wechatpay-control.js'
export type { NewMerchant } from './wechatpay/merchants/create-merchant.js'
