import { openIdOf } from './apps.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'

/** Any account of the institution: a merchant's or a wallet user's. */
export interface AnyAccount {
  /** 2088… */
  id: string
  /** The wallet user, or null for a merchant. */
  userId: string | null
  name: string
  logonId: string | null
}

/** `userId`, `loginName` and `openId` name the same things in several methods under several words. */
export type AccountNaming = 'userId' | 'loginName' | 'openId'

export function findAccount(
  desk: Desk,
  caller: Caller,
  naming: AccountNaming,
  account: string,
): AnyAccount | undefined {
  for (const user of desk.core.wallets.users()) {
    if (user.wallet !== 'alipay') continue
    const known = {
      userId: user.payerId,
      loginName: user.logonId,
      openId: openIdOf(caller.app.id, user.payerId),
    }[naming]
    if (known === account)
      return { id: user.payerId, userId: user.id, name: user.name, logonId: user.logonId }
  }
  const merchant = naming === 'userId' ? desk.apps.ofSeller(account) : undefined
  return merchant && { id: merchant.sellerId, userId: null, name: merchant.name, logonId: null }
}

/** Puts money on any account (negative takes it). A wallet user's history knows income as money that came back. */
export function moveTo(
  desk: Desk,
  account: AnyAccount,
  amountFen: number,
  about: {
    kind: '交易分账' | '转账'
    from: string
    fromName: string
    subject: string
    outNo: string
    businessNo: string
  },
): void {
  if (account.userId === null) {
    desk.ledger.post({
      sellerId: account.id,
      kind: about.kind,
      businessNo: about.businessNo,
      outNo: about.outNo,
      subject: about.subject,
      other: about.from,
      amountFen,
      memo: about.subject,
    })
    return
  }
  const movement = { payee: about.fromName, description: about.subject, outTradeNo: about.outNo }
  if (amountFen >= 0) desk.core.wallets.receive(account.userId, { ...movement, amountMinor: amountFen })
  else {
    const password = desk.core.wallets.user(account.userId)?.password ?? ''
    desk.core.wallets.charge(account.userId, password, { ...movement, amountMinor: -amountFen })
  }
}

/** Whether an account could give so much back. */
export function canGive(desk: Desk, account: AnyAccount, amountFen: number): boolean {
  if (account.userId === null) return desk.ledger.availableFen(account.id) >= amountFen
  return (desk.core.wallets.user(account.userId)?.balanceMinor ?? 0) >= amountFen
}
