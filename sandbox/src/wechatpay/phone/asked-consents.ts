import { type Asked, DONE, type Given, type Line, NOT_WAITING } from '../../core/phone-side.js'
import type { WalletUser } from '../../core/wallets.js'
import type { Platform } from '../call.js'
import type { Contract } from '../contracts/contract-book.js'
import { yuan } from '../funds/book-trade.js'
import { requirePayer } from '../pay-order.js'
import { type Permission, permissionsOf, TOKEN_LIVES_MS } from '../payscore/permission-book.js'
import { closePermission, openPermission } from '../payscore/permission-work.js'
import { nameOf } from './name-of.js'

/** The person's word that lets a merchant charge later: contracts and permissions. */
export function askedConsents(platform: Platform, user: WalletUser): Asked[] {
  const nowMs = platform.core.clock.nowMs()
  const found: Asked[] = []
  for (const one of platform.contracts.kept.values()) {
    if (one.signed || nowMs >= one.signUntilMs) continue
    const openidUnder = one.partner?.openidUnder ?? one.appid
    if ('zh' in requirePayer(platform, user.id, one.openidAsked, openidUnder)) continue
    found.push(contractToSign(platform, one, user))
  }
  for (const one of permissionsOf(platform).values()) {
    const waits = one.state === 'UNBINDUSER' && nowMs <= one.tokenUntilMs
    if (waits) found.push(permissionToGive(platform, one, user))
  }
  return found
}

/** What the person agreed to and may end on the phone. */
export function givenConsents(platform: Platform, user: WalletUser): Given[] {
  const nowMs = platform.core.clock.nowMs()
  const found: Given[] = []
  for (const one of platform.contracts.kept.values()) {
    const { signed } = one
    if (signed?.userId !== user.id || one.terminated || signed.expiresAtMs <= nowMs) continue
    found.push({
      id: `contract ${one.id}`,
      kind: 'contract',
      number: one.outContractCode,
      payee: nameOf(platform, one.partner?.subMchid ?? one.mchid),
      lines: contractLines(one),
      sinceMs: signed.atMs,
      untilMs: signed.expiresAtMs,
      end: () => platform.contractWork.terminate(one, 'USER_TERMINATE', '用户解约'),
    })
  }
  for (const one of permissionsOf(platform).values()) {
    if (one.state !== 'AVAILABLE' || one.userId !== user.id) continue
    found.push({
      id: `permission ${one.id}`,
      kind: 'permission',
      number: one.authorizationCode,
      payee: nameOf(platform, one.partner?.subMchid ?? one.mchid),
      lines: permissionLines(one),
      sinceMs: one.openedAtMs ?? 0,
      untilMs: null,
      end: () => closePermission(platform, one),
    })
  }
  return found
}

function contractToSign(platform: Platform, one: Contract, user: WalletUser): Asked {
  return {
    id: `contract ${one.id}`,
    kind: 'contract',
    number: one.outContractCode,
    payee: nameOf(platform, one.partner?.subMchid ?? one.mchid),
    description: one.schedule?.description ?? '',
    lines: contractLines(one),
    amountMinor: null,
    createdAtMs: one.createdAtMs,
    expiresAtMs: one.signUntilMs,
    asksPassword: true,
    code: null,
    // Whoever turns away may still sign until the page is stale, as in life.
    answer(accepts) {
      if (!accepts) return DONE
      return platform.contractWork.sign(one, user.id) ? DONE : NOT_WAITING
    },
  }
}

function contractLines({ displayAccount, planId, schedule }: Contract): Line[] {
  const lines: Line[] = [
    { zh: `账户：${displayAccount}`, en: `Account: ${displayAccount}` },
    { zh: `协议模板：${planId}`, en: `Plan: ${planId}` },
  ]
  if (schedule) {
    const { amountMinor, startDate, endDate } = schedule
    lines.push({
      zh: `${startDate} 至 ${endDate} 扣 ¥${yuan(amountMinor)}`,
      en: `¥${yuan(amountMinor)} between ${startDate} and ${endDate}`,
    })
  }
  return lines
}

function permissionToGive(platform: Platform, one: Permission, user: WalletUser): Asked {
  return {
    id: `permission ${one.id}`,
    kind: 'permission',
    number: one.authorizationCode,
    payee: nameOf(platform, one.partner?.subMchid ?? one.mchid),
    description: '',
    lines: permissionLines(one),
    amountMinor: null,
    createdAtMs: one.tokenUntilMs - TOKEN_LIVES_MS,
    expiresAtMs: one.tokenUntilMs,
    asksPassword: false,
    code: null,
    answer(accepts) {
      if (!accepts) return DONE
      return openPermission(platform, one, user) ? DONE : NOT_WAITING
    },
  }
}

function permissionLines({ serviceId }: Permission): Line[] {
  return [{ zh: `服务：${serviceId}`, en: `Service: ${serviceId}` }]
}
