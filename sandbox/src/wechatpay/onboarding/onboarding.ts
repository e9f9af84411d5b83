import { randomDigits } from '../../core/credentials.js'
import type { Platform } from '../call.js'
import { isObject, type JsonObject } from '../fields.js'
import { createMerchantRing, type NewMerchant } from '../merchants/create-merchant.js'
import {
  type Applyment,
  type ApplymentBook,
  openApplymentBook,
  type Reason,
  type SettlementAccount,
  type SettlementChange,
} from './applyment-book.js'
import { type Decision, decisionsFor, LEADS_TO, STATE_ON_THE_WIRE } from './state-words.js'

export interface DecisionWish {
  decision: Decision
  /** Needed to reject; per field. */
  reasons?: Reason[]
  /** Verify the account by remitting this many fen; else by the legal representative's link. */
  remitMinor?: number
}

/** What a reviewer sees; `body` has the sealed fields opened. */
export interface ApplymentView {
  applymentId: string
  kind: Applyment['kind']
  mchid: string
  code: string
  state: string
  body: JsonObject
  reasons: Reason[]
  subMchid: string | null
  signUrl: string
  submittedAtMs: number
  changedAtMs: number
  decisions: readonly Decision[]
  media: Record<string, { filename: string; bytes: number }>
}

/** The reviewer's side of applications. */
export interface ApplymentControl {
  list(): ApplymentView[]
  /** Null when there is none with this id; throws a RangeError when its state does not allow the decision. */
  decide(applymentId: string, wish: DecisionWish): Promise<ApplymentView | null>
  settlementChanges(): SettlementChange[]
  /** Null when no change waits under this number. */
  decideSettlement(applicationNo: string, passes: boolean, reason?: string): SettlementChange | null
}

export interface Onboarding {
  readonly book: ApplymentBook
  readonly control: ApplymentControl
  /** Takes up what was under way when the sandbox stopped. */
  resume(): void
}

const OPENING_TAKES_MS = 1_000

function createOnboarding(platform: () => Platform, book: ApplymentBook): Onboarding {
  const keep = (one: Applyment): void => {
    one.changedAtMs = platform().core.clock.nowMs()
    book.applyments.put(one)
  }
  const open = (one: Applyment): void => {
    const waiting = book.rings.get(one.id)
    if (!waiting) return
    platform().merchantBook.add(waiting.ring)
    book.rings.delete(one.id)
    one.state = 'finished'
    one.nextAtMs = null
    book.accounts.put(accountOf(one))
    keep(one)
  }
  const schedule = (one: Applyment): void => {
    const { core } = platform()
    const atMs = one.nextAtMs
    if (atMs === null) return
    core.clock.at(atMs, () => {
      // A reset may have forgotten it in the meantime.
      if (book.applyments.get(one.id) === one && one.nextAtMs === atMs) open(one)
    })
  }
  /** Permissions are opened a moment after the signature: only then there is a merchant. */
  const sign = async (one: Applyment): Promise<void> => {
    const { core } = platform()
    const wanted: NewMerchant & { mchid: string } = {
      mchid: one.subMchid ?? freeMchid(platform()),
      name: nameOf(one.body),
      kind: 'sub_merchant',
      providers: [one.mchid],
      ...appidsOf(one.body),
    }
    book.rings.put({ id: one.id, ring: await createMerchantRing(wanted, core.clock.nowMs()) })
    one.subMchid = wanted.mchid
    one.nextAtMs = core.clock.nowMs() + OPENING_TAKES_MS * core.scale
  }
  const view = (one: Applyment): ApplymentView => ({
    applymentId: String(one.applymentId),
    kind: one.kind,
    mchid: one.mchid,
    code: one.code,
    state: STATE_ON_THE_WIRE[one.kind][one.state],
    body: one.body,
    reasons: one.reasons,
    subMchid: one.subMchid,
    signUrl: one.signUrl,
    submittedAtMs: one.submittedAtMs,
    changedAtMs: one.changedAtMs,
    decisions: decisionsFor(one.kind, one.state),
    media: mediaIn(book, one.body),
  })

  return {
    book,
    resume() {
      for (const one of book.applyments.values()) if (one.state === 'opening') schedule(one)
    },
    control: {
      list: () => [...book.applyments.values()].map(view).reverse(),
      async decide(applymentId, { decision, reasons = [], remitMinor }) {
        const one = book.byNumber(applymentId)
        if (!one) return null
        const allowed = () => decisionsFor(one.kind, one.state).includes(decision)
        if (!allowed()) throw new RangeError(`An application in ${view(one).state} cannot be: ${decision}.`)
        if (decision === 'reject' && reasons.length === 0) throw new RangeError('A rejection needs reasons.')
        if (decision === 'sign') await sign(one)
        // Drawing keys takes a while; somebody else may have decided meanwhile.
        if (!allowed()) throw new RangeError('The application was decided in the meantime.')
        one.state = LEADS_TO[decision]
        one.reasons = decision === 'reject' || decision === 'freeze' ? reasons : []
        one.remitMinor = decision === 'verify_account' ? (remitMinor ?? null) : null
        if (decision === 'approve') one.subMchid = freeMchid(platform())
        keep(one)
        schedule(one)
        return view(one)
      },
      settlementChanges: () => [...book.changes.values()],
      decideSettlement(applicationNo, passes, reason = '') {
        const change = book.changes.get(applicationNo)
        if (change?.result !== 'AUDITING') return null
        change.result = passes ? 'AUDIT_SUCCESS' : 'AUDIT_FAIL'
        change.failReason = passes ? null : reason
        change.finishedAtMs = platform().core.clock.nowMs()
        book.changes.put(change)
        if (passes) book.accounts.put(change.account)
        return change
      },
    },
  }
}

export function onboardingOf(platform: () => Platform, core: Platform['core']): Onboarding {
  return createOnboarding(platform, openApplymentBook(core.store))
}

function freeMchid(platform: Platform): string {
  const taken = new Set([...platform.onboarding.book.applyments.values()].map((one) => one.subMchid))
  for (;;) {
    const mchid = `16${randomDigits(8)}`
    if (!platform.merchants.has(mchid) && !taken.has(mchid)) return mchid
  }
}

/** The name that payers see. */
function nameOf(body: JsonObject): string {
  const business = isObject(body.business_info) ? body.business_info : body
  return String(business.merchant_shortname ?? '')
}

/** A mini-program named in the application is bound by itself. */
function appidsOf(body: JsonObject): { appids?: string[] } {
  const found = /"mini_program_sub_appid":"(wx[0-9a-z]{16})"/.exec(JSON.stringify(body))?.[1]
  return found === undefined ? {} : { appids: [found] }
}

function accountOf(one: Applyment): SettlementAccount {
  const provider = one.kind === 'provider'
  const member = one.body[provider ? 'bank_account_info' : 'account_info']
  const bank = isObject(member) ? member : {}
  const text = (name: string): string | null => (typeof bank[name] === 'string' ? bank[name] : null)
  const corporate = bank.bank_account_type === (provider ? 'BANK_ACCOUNT_TYPE_CORPORATE' : '74')
  return {
    id: one.subMchid ?? '',
    accountType: corporate ? 'ACCOUNT_TYPE_BUSINESS' : 'ACCOUNT_TYPE_PRIVATE',
    accountBank: text('account_bank') ?? '',
    bankName: text('bank_name'),
    bankBranchId: text('bank_branch_id'),
    accountName: text('account_name') ?? '',
    accountNumber: text('account_number') ?? '',
    verifyResult: 'VERIFY_SUCCESS',
    verifyFailReason: null,
  }
}

/** Names and sizes of the uploads that an application refers to. */
function mediaIn(book: ApplymentBook, value: unknown): ApplymentView['media'] {
  const found: ApplymentView['media'] = {}
  JSON.stringify(value, (_key, member: unknown) => {
    const media = typeof member === 'string' ? book.media.get(member) : undefined
    if (media) found[media.id] = { filename: media.filename, bytes: media.bytes }
    return member
  })
  return found
}
