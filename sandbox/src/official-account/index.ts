import type { Core } from '../core/core.js'
import type { Institution, InstitutionServer } from '../core/institution.js'
import { listenOn, stopServer } from '../core/listen.js'
import { refuseWallet } from '../core/refusals.js'
import { createByHand, type OfficialAccountByHand } from './by-hand.js'
import { createDesk } from './desk.js'
import { createOauthAsks } from './oauth-asks.js'
import { createPhoneSide } from './phone-side.js'
import { createPushChannel, NOTICE_OPERATIONS } from './push.js'
import { OPERATIONS } from './routes.js'
import { createOfficialAccountServer } from './server.js'
import { showReply } from './user-side.js'

export type { OfficialAccountByHand } from './by-hand.js'

export interface OfficialAccountServer extends InstitutionServer {
  readonly byHand: OfficialAccountByHand
}

/** One verified service account and one mini-program of the same owner. No money moves here, so nothing can be paid. */
export function createOfficialAccount(core: Core): OfficialAccountServer {
  const desk = createDesk(core)
  const asks = createOauthAsks(desk)
  const server = createOfficialAccountServer(desk, asks)
  core.notices.register(
    'official_account',
    createPushChannel(desk, (app, userId, reply) => showReply(desk, app, userId, reply)),
  )
  return {
    byHand: createByHand(desk),
    institution: NOTHING_TO_PAY,
    phone: createPhoneSide(asks),
    operations: [...OPERATIONS, ...NOTICE_OPERATIONS],
    listen: (host, port) => listenOn(server, host, port),
    close: () => stopServer(server),
    orders: () => [],
    order: () => null,
    finishRefund: () => null,
    sendNotice: () => null,
    // Nothing is derived from the records.
    reset() {},
  }
}

const NOTHING_TO_PAY: Institution = {
  name: 'official_account',
  recognises: () => false,
  look: () => refuseWallet('unknown_code'),
  pay: () => refuseWallet('unknown_code'),
  cancel: () => refuseWallet('unknown_code'),
  openCodes: () => [],
}
