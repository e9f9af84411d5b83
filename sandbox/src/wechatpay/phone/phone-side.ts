import { NOT_WAITING, type PhoneSide } from '../../core/phone-side.js'
import type { Platform } from '../call.js'
import { askedConsents, givenConsents } from './asked-consents.js'
import { askedMoney } from './asked-money.js'
import { invocationIn } from './invocation-in.js'

/** The sign page's address, the path of its mini-program, or the id that an app is handed. */
const CONTRACT = /(?:^|[?&])pre_entrustweb_id=([0-9A-Za-z]{32})(?:&|#|$)/

/** What WeChat Pay asks of the owner of a phone. */
export function createPhoneSide(platform: Platform): PhoneSide {
  const side: PhoneSide = {
    wallet: 'wechat',
    asked: (user) => [...askedMoney(platform, user), ...askedConsents(platform, user)],
    find: (user, id) => side.asked(user).find((one) => one.id === id) ?? null,
    reads: (text) => CONTRACT.test(text.trim()),
    follow(user, text) {
      const contract = platform.contracts.byToken(CONTRACT.exec(text.trim())?.[1] ?? '')
      return (contract && side.find(user, `contract ${contract.id}`)) ?? NOT_WAITING
    },
    given: (user) => givenConsents(platform, user),
    readInvocation: (text) => invocationIn(platform, text),
    showCode(user, asksPassword) {
      const { id, expiresAtMs } = platform.paymentCodes.show(user.id, asksPassword)
      return { code: id, expiresAtMs }
    },
  }
  return side
}
