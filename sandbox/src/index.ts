export type { ClockView, ClockWish, Control, NoticeWish, OrderQuery, PayWish } from './control/control.js'
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
export type { NewWalletUser, WalletUser } from './core/wallets.js'
export type {
  MerchantView,
  SettingsWish,
  WechatPayControl,
} from './wechatpay/control/wechatpay-control.js'
export type { NewMerchant } from './wechatpay/merchants/create-merchant.js'
export { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.js'
