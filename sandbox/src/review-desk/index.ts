import type { FastifyInstance } from 'fastify'
import type { Endpoint } from '../control/endpoint.js'
import type { Core } from '../core/core.js'
import type { Institution, InstitutionServer } from '../core/institution.js'
import { refuseWallet } from '../core/refusals.js'
import { createApplications } from './applications.js'
import { reviewDeskEndpoints } from './control-endpoints.js'
import { DESK_OPERATIONS, serveReviewDesk } from './routes.js'
import { createDeskChannel, DESK_NOTICE, tellApplicant } from './tell-applicant.js'

export interface ReviewDeskServer extends InstitutionServer {
  readonly endpoints: readonly Endpoint[]
  /** The desk's calls, on the home port. */
  serve(app: FastifyInstance): void
}

/** Where institutions review what a platform asks them for. No money moves here, so nothing can be paid. */
export function createReviewDesk(core: Core): ReviewDeskServer {
  const desk = createApplications(core, (one) => tellApplicant(core, one))
  core.notices.register('review_desk', createDeskChannel(core))
  return {
    institution: NOTHING_TO_PAY,
    operations: [...DESK_OPERATIONS, DESK_NOTICE],
    endpoints: reviewDeskEndpoints(desk),
    serve: (app) => serveReviewDesk(app, core, desk),
    // It has no port of its own.
    listen: async () => ({ url: core.urls.review_desk, port: 0 }),
    close: async () => {},
    orders: () => [],
    order: () => null,
    finishRefund: () => null,
    sendNotice: () => null,
    // Nothing is derived from the records.
    reset() {},
  }
}

const NOTHING_TO_PAY: Institution = {
  name: 'review_desk',
  recognises: () => false,
  look: () => refuseWallet('unknown_code'),
  pay: () => refuseWallet('unknown_code'),
  cancel: () => refuseWallet('unknown_code'),
  openCodes: () => [],
}
