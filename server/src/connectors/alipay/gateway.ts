import type { KeyObject } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import type { AlipayAccount, CallRecord, OnCall, Unknown } from '../contract.js'
import { beijingTime } from './beijing-time.js'
import { readAnswer, signText, textToSign } from './wire.js'

/** What a call brought: the institution's signed word, or that we do not know. */
export type Answer = Told | Unknown

export interface Told {
  readonly outcome: 'told'
  /** `10000`, `40004`, … */
  readonly code: string
  /** Empty on success. */
  readonly subCode: string
  readonly message: string
  /** A text member of the answer; undefined when it is absent or something else. */
  text(name: string): string | undefined
  /** The objects of a list in the answer; none when it is absent or something else. */
  rows(name: string): readonly Readonly<Record<string, unknown>>[]
}

export interface GatewayCall {
  readonly verb: CallRecord['verb']
  readonly method: string
  /** Absent for a method that has parameters of its own instead. */
  readonly bizContent?: Readonly<Record<string, unknown>>
  readonly parameters?: Readonly<Record<string, string>>
  /** Sent beside the parameters, and not signed. */
  readonly file?: { readonly part: string; readonly name: string; readonly content: Buffer }
  readonly noticeUrl?: string
  /** Shown to support in place of the content. */
  readonly request: string
  /** What support is shown of a success. */
  readonly stateIn?: (told: Told) => string
}

export type CallGateway = (call: GatewayCall, onCall: OnCall) => Promise<Answer>

/** These two refuse a request whose application nobody knows, so nobody can have signed them (00-protocol §3.2). */
const UNSIGNED_REFUSALS: ReadonlySet<string> = new Set(['isv.invalid-app-id', 'isv.missing-app-id'])

/** Signed calls to the gateway. Whatever goes wrong on the way is `unknown`, never a refusal: money may have moved. */
export function createGateway(
  account: AlipayAccount,
  keys: { app: KeyObject; alipay: KeyObject },
  clock: Clock,
): CallGateway {
  async function ask(call: GatewayCall): Promise<{ status: number | null; answer: Answer }> {
    const parameters: Record<string, string> = {
      app_id: account.appId,
      ...(call.bizContent === undefined ? {} : { biz_content: JSON.stringify(call.bizContent) }),
      ...call.parameters,
      charset: 'utf-8',
      format: 'JSON',
      method: call.method,
      sign_type: 'RSA2',
      timestamp: beijingTime(clock.now()),
      version: '1.0',
      ...(call.noticeUrl === undefined ? {} : { notify_url: call.noticeUrl }),
    }
    const sign = await signText(textToSign(parameters), keys.app)
    try {
      const { address, ...request } = requestOf(account.gateway, { ...parameters, sign }, call.file)
      const response = await fetch(address, {
        method: 'POST',
        ...request,
        redirect: 'manual',
        signal: AbortSignal.timeout(account.timeoutMs),
      })
      const text = await response.text()
      return { status: response.status, answer: read(call.method, response.status, text) }
    } catch (error) {
      return { status: null, answer: broken(error) }
    }
  }

  function read(method: string, status: number, text: string): Answer {
    if (status !== 200) return unknown('server_error', `The gateway answered with HTTP ${status}.`)
    const found = readAnswer(text, `${method.replaceAll('.', '_')}_response`, keys.alipay)
    if (found === 'forged') return unknown('bad_signature', 'The signature of the answer does not hold.')
    if (found === null) return unknown('unreadable', 'The answer is not one of the gateway.')
    const told = toldBy(found.node)
    if (told === null) return unknown('unreadable', 'The answer carries no code.')
    if (found.isSigned || UNSIGNED_REFUSALS.has(told.subCode)) return told
    return unknown('bad_signature', `The answer ${told.code} ${told.subCode} is not signed.`)
  }

  return async (call, onCall) => {
    const startedAt = performance.now()
    const { status, answer } = await ask(call)
    onCall({
      verb: call.verb,
      request: call.request,
      httpStatus: status,
      answer:
        answer.outcome === 'told' ? answer.subCode || (call.stateIn ?? stateIn)(answer) : answer.because,
      tookMs: Math.round(performance.now() - startedAt),
    })
    return answer
  }
}

/** Beside a file the signed parameters stand in the address, as the official SDK sends them. */
function requestOf(gateway: string, signed: Readonly<Record<string, string>>, file: GatewayCall['file']) {
  if (file === undefined)
    return {
      address: `${gateway}?charset=utf-8`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: new URLSearchParams(signed).toString(),
    }
  const body = new FormData()
  body.append(file.part, new Blob([new Uint8Array(file.content)]), file.name)
  return { address: `${gateway}?${new URLSearchParams(signed)}`, body }
}

export function unknown(because: Unknown['because'], message: string): Unknown {
  return { outcome: 'unknown', because, message }
}

function toldBy(node: Readonly<Record<string, unknown>>): Told | null {
  const text = (name: string): string | undefined => {
    const value = Object.hasOwn(node, name) ? node[name] : undefined
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const code = text('code')
  if (code === undefined) return null
  return {
    outcome: 'told',
    code,
    subCode: text('sub_code') ?? '',
    message: text('sub_msg') ?? text('msg') ?? '',
    text,
    rows: (name) => {
      const value = Object.hasOwn(node, name) ? node[name] : undefined
      return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []
    },
  }
}

function stateIn(told: Told): string {
  return told.text('trade_status') ?? told.text('refund_status') ?? told.text('action') ?? told.code
}

function broken(error: unknown): Unknown {
  const timedOut = error instanceof Error && error.name === 'TimeoutError'
  if (timedOut) return unknown('timeout', 'The gateway did not answer in time.')
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  return unknown('connection', `The gateway was not reached, or the line broke: ${cause}`)
}
