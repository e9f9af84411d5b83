import { isCertificatesAnswer } from '../types/certificates.js'
import { type Outcome, type Unknown, unknown } from '../types/outcome.js'
import { checkSignature, type SignatureCheck, type SignedMessage } from './check-signature.js'
import { type ExchangeSettings, exchange, type UploadBody, type WireAnswer } from './exchange.js'
import { openCertificates, type PlatformCertificate } from './open-certificates.js'
import { createPlatformKeys, type PlatformKey, type PlatformKeys } from './platform-keys.js'
import { readAnswer } from './read-answer.js'

export interface TransportSettings extends ExchangeSettings {
  readonly apiV3Key: string
  readonly keys: PlatformKeys
  /** Shortest time between two downloads that unknown serials may cause. */
  readonly refreshAtMostEveryMs: number
}

export interface CallRequest<Value> {
  readonly method: 'GET' | 'POST'
  readonly target: string
  readonly body?: object
  readonly upload?: UploadBody
  /** Serial of the key that fields of the body are encrypted for; the header has to name the same one. */
  readonly encryptedFor?: string
  readonly isValue: (value: unknown) => value is Value
}

export interface Transport {
  call<Value>(request: CallRequest<Value>): Promise<Outcome<Value>>
  downloadCertificates(): Promise<Outcome<PlatformCertificate[]>>
  /** Verifies a message, downloading certificates first if its serial is not known. */
  verify(message: SignedMessage): Promise<SignatureCheck>
  /** The key to encrypt with, downloaded if necessary; null when none can be had now. */
  encryptionKey(): Promise<PlatformKey | null>
}

// The list has to be asked for more often than every twelve hours (m4012068814).
const REFRESH_EVERY_MS = 11 * 3_600_000

export function createTransport(settings: TransportSettings): Transport {
  const { keys, nowMs } = settings
  let lastTriedAtMs = Number.NEGATIVE_INFINITY
  let lastLoadedAtMs = nowMs()
  let running: Promise<Outcome<PlatformCertificate[]>> | null = null

  /** One download at a time, shared by all who wait for it. */
  function refresh(): Promise<Outcome<PlatformCertificate[]>> {
    running ??= download().finally(() => {
      running = null
    })
    return running
  }

  async function download(): Promise<Outcome<PlatformCertificate[]>> {
    lastTriedAtMs = nowMs()
    const platformSerial = keys.forRequests(nowMs())?.serial ?? null
    const answer = await exchange(settings, { method: 'GET', target: '/v3/certificates', platformSerial })
    if (isUnknown(answer)) return answer
    const read = readAnswer(answer, { ok: true }, isCertificatesAnswer)
    if (read.outcome !== 'ok') return read
    const { status, requestId } = read
    let certificates: PlatformCertificate[]
    try {
      certificates = openCertificates(read.value.data, settings.apiV3Key)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return unknown('unreadable', `The certificates cannot be opened: ${message}`, { status, requestId })
    }
    // The first answer is signed with a key that is only inside it. That it opened with the APIv3 key is the anchor of
    // trust; the signature is then checked with what was inside, and nothing is kept when it does not verify.
    const trusted = createPlatformKeys({})
    trusted.add(certificates)
    const check = checkSignature(answer, { ...trusted, find: findIn(trusted, keys) }, nowMs())
    if (!check.ok) return unknown('bad_signature', check.message, { status, requestId })
    keys.add(certificates)
    lastLoadedAtMs = nowMs()
    return { outcome: 'ok', value: certificates, status, requestId }
  }

  const mayRefresh = () => running !== null || nowMs() - lastTriedAtMs >= settings.refreshAtMostEveryMs

  async function verify(message: SignedMessage): Promise<SignatureCheck> {
    const check = checkSignature(message, keys, nowMs())
    if (check.ok || check.because !== 'unknown_serial' || !mayRefresh()) return check
    await refresh()
    return checkSignature(message, keys, nowMs())
  }

  async function encryptionKey(): Promise<PlatformKey | null> {
    const key = keys.forRequests(nowMs())
    if (key === null && mayRefresh()) await refresh()
    else if (!keys.inPublicKeyMode && nowMs() - lastLoadedAtMs > REFRESH_EVERY_MS && mayRefresh())
      void refresh()
    return keys.forRequests(nowMs())
  }

  return {
    downloadCertificates: refresh,
    verify,
    encryptionKey,
    async call({ method, target, body, upload, encryptedFor, isValue }) {
      const platformSerial = encryptedFor ?? (await encryptionKey())?.serial ?? null
      const content = upload ? { upload } : body ? { body } : {}
      const answer = await exchange(settings, { method, target, platformSerial, ...content })
      if (isUnknown(answer)) return answer
      const signed = answer.status >= 200 && answer.status < 300
      return readAnswer(answer, signed ? await verify(answer) : { ok: true }, isValue)
    },
  }
}

function findIn(first: PlatformKeys, second: PlatformKeys): PlatformKeys['find'] {
  return (serial, nowMs) => first.find(serial, nowMs) ?? second.find(serial, nowMs)
}

function isUnknown(answer: WireAnswer | Unknown): answer is Unknown {
  return 'outcome' in answer
}
