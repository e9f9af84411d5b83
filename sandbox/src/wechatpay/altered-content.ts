import type { NoticeAlteration } from '../core/faults.js'
import type { Random } from '../core/random.js'
import { isObject, type JsonObject } from './fields.js'

/** A notice signed as it should be, but telling another story. Parts of a combined order are altered alike. */
export function alteredContent(
  plaintext: JsonObject,
  alter: NoticeAlteration | null,
  random: Random,
): JsonObject {
  const altered = alteredOne(plaintext, alter, random)
  if (!Array.isArray(plaintext.sub_orders)) return altered
  const parts = plaintext.sub_orders as JsonObject[]
  return { ...altered, sub_orders: parts.map((part) => alteredOne(part, alter, random)) }
}

function alteredOne(told: JsonObject, alter: NoticeAlteration | null, random: Random): JsonObject {
  const amount = isObject(told.amount) ? told.amount : {}
  switch (alter) {
    case 'wrong_amount': {
      const raised = Object.fromEntries(
        Object.entries(amount).map(([name, value]) => [name, typeof value === 'number' ? value + 1 : value]),
      )
      return { ...told, amount: raised }
    }
    case 'wrong_currency':
      return { ...told, amount: { ...amount, currency: 'USD', payer_currency: 'USD' } }
    case 'other_merchant':
      return renamed(told, ['mchid', 'sp_mchid', 'combine_mchid'], () => `1999${random.digits(6)}`)
    case 'unknown_order':
      return renamed(
        told,
        ['out_trade_no', 'combine_out_trade_no'],
        () => `unknown_${random.alphanumeric(16)}`,
      )
    default:
      return told
  }
}

function renamed(told: JsonObject, names: readonly string[], value: () => string): JsonObject {
  const changed = { ...told }
  for (const name of names) if (name in told) changed[name] = value()
  return changed
}
