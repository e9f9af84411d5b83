import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import { endOf, LONGEST_MS, QR_LIFE_MS } from './timeouts.js'
import { type Code, type OrderTerms, orderId } from './trades.js'

const QR_HEAD = 'https://qr.alipay.com/'

/** Content of the QR that the wallet scans. */
export function qrText(code: Code): string {
  return QR_HEAD + code.id
}

/** A text for a chat, which the wallet opens like the QR; what the real one looks like is unverified. */
export function shareCode(code: Code): string {
  return code.id.slice(-8)
}

export function isShareCode(text: string): boolean {
  return /^[0-9a-f]{8}$/.test(text)
}

/** The id in a QR's content; null when the text is no such QR. */
export function codeIdInQr(text: string): string | null {
  return /^https?:\/\/qr\.alipay\.com\/([a-z0-9]{3,64})$/i.exec(text)?.[1]?.toLowerCase() ?? null
}

export interface Codes {
  byId(id: string): Code | undefined
  /** The precreated code that was handed out as this text, the newest one. */
  byShareCode(text: string): Code | undefined
  /** Codes of one order (by orderId), oldest first, dead ones included. */
  ofOrder(id: string): Code[]
  /** The newest code of an order that a payer can still open; null when there is none. */
  alive(id: string): Code | null
  /** A new code for the order. */
  hand(
    terms: OrderTerms,
    more: {
      qrLifeMs?: number | null
      qrPayMode?: string | null
      qrWidth?: number | null
      parts?: OrderTerms[]
      outMergeNo?: string
    },
  ): Code
  keep(code: Code): void
  /** Ids of orders, in the order of their first code. */
  orderIds(): IterableIterator<string>
  rebuild(): void
}

export function createCodes(core: Core): Codes {
  const kept: Collection<Code> = core.store.collection('alipay_codes')
  const byOrder = new Map<string, Code[]>()

  const index = (code: Code): void => {
    // A merged code is a code of each of its orders.
    for (const terms of code.parts ?? [code.terms]) {
      const id = orderId(terms.sellerId, terms.outTradeNo)
      const known = byOrder.get(id)
      if (known) known.push(code)
      else byOrder.set(id, [code])
    }
  }
  const codes: Codes = {
    byId: (id) => kept.get(id),
    byShareCode: (text) =>
      [...kept.values()].findLast((code) => code.terms.product === 'precreate' && shareCode(code) === text),
    ofOrder: (id) => byOrder.get(id) ?? [],
    alive(id) {
      const nowMs = core.clock.nowMs()
      return (byOrder.get(id) ?? []).findLast((code) => code.endsAtMs > nowMs) ?? null
    },
    hand(terms, { qrLifeMs = null, qrPayMode = null, qrWidth = null, parts, outMergeNo }) {
      const createdAtMs = core.clock.nowMs()
      const isForClient = terms.product === 'wap_pay' || terms.product === 'app_pay'
      // The relative timer of wap and app starts only when the payer confirms who they are.
      const orderEndsAtMs =
        isForClient && terms.timeout.absoluteAtMs === null
          ? createdAtMs + LONGEST_MS
          : endOf(terms.timeout, createdAtMs)
      const code: Code = {
        id: `bax0${core.random.digits(5)}${core.random.hex(15)}`,
        terms,
        createdAtMs,
        endsAtMs:
          terms.product === 'precreate'
            ? Math.min(orderEndsAtMs, createdAtMs + Math.min(qrLifeMs ?? QR_LIFE_MS, QR_LIFE_MS))
            : orderEndsAtMs,
        qrPayMode,
        qrWidth,
        ...(parts ? { parts } : {}),
        ...(outMergeNo === undefined ? {} : { outMergeNo }),
      }
      kept.put(code)
      index(code)
      return code
    },
    keep: (code) => void kept.put(code),
    orderIds: () => byOrder.keys(),
    rebuild() {
      byOrder.clear()
      for (const code of kept.values()) index(code)
    },
  }
  codes.rebuild()
  return codes
}
