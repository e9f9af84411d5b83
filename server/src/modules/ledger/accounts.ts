import type { InstitutionName } from '../../connectors/contract.js'

/**
 * The platform never holds sellers' money: each account mirrors what an institution holds, and for whom.
 *
 *   payment kept      debit held:<institution>       credit merchant:<id>             once for each order
 *   payment surplus   debit held:<institution>       credit surplus:<institution>
 *   refund begun      debit merchant:<id>|surplus    credit refunding:<institution>
 *   refund done       debit refunding:<institution>  credit held:<institution>
 *   refund failed     debit refunding:<institution>  credit merchant:<id>|surplus
 */
export type AccountKind = 'held' | 'merchant' | 'surplus' | 'refunding'

/** Money that an institution holds for the marketplace's sellers and payers. */
export const heldAt = (institution: InstitutionName): string => `held:${institution}`
/** What a seller is owed out of it. */
export const owedTo = (merchantId: string): string => `merchant:${merchantId}`
/** Successes that were not kept and belong to their payers. */
export const surplusAt = (institution: InstitutionName): string => `surplus:${institution}`
/** On its way back to payers. */
export const refundingAt = (institution: InstitutionName): string => `refunding:${institution}`

export interface AccountName {
  readonly code: string
  readonly kind: AccountKind
  readonly name: string
  readonly nameEn: string
}

const INSTITUTION_NAMES: Readonly<Record<string, readonly [string, string]>> = {
  wechatpay: ['微信支付', 'WeChat Pay'],
  alipay: ['支付宝', 'Alipay'],
}

/** A merchant's names: in Chinese, and in English where it has one. */
export interface MerchantNames {
  readonly name: string
  readonly nameEn: string | null
}

export function nameAccount(code: string, merchants: ReadonlyMap<string, MerchantNames>): AccountName {
  const [kind = '', owner = ''] = code.split(/:(.*)/s)
  const [zh, en] = INSTITUTION_NAMES[owner] ?? [owner, owner]
  switch (kind) {
    case 'held':
      return { code, kind, name: `${zh}代收资金`, nameEn: `Held by ${en}` }
    case 'surplus':
      return { code, kind, name: `${zh}待退多付款`, nameEn: `Surplus to give back at ${en}` }
    case 'refunding':
      return { code, kind, name: `${zh}退款在途`, nameEn: `Refunds under way at ${en}` }
    case 'merchant': {
      const { name, nameEn } = merchants.get(owner) ?? { name: owner, nameEn: null }
      return { code, kind, name: `应付卖家 ${name}`, nameEn: `Owed to seller ${nameEn ?? name}` }
    }
    default:
      throw new Error(`no such kind of account: ${code}`)
  }
}
