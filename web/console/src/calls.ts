/**
 * The calls that a button stands for, as the server names them in `calls` of GET /me. A test holds this list against
 * the server's own.
 */
export type Call =
  | 'POST /checkouts/:checkoutId/attempts/:attemptId/recheck'
  | 'POST /refunds/:refundId/retry'
  | 'POST /webhook-deliveries/:id/replay'
  | 'POST /webhook-endpoints/:id/enable'
  | 'POST /webhook-endpoints/:id/disable'
  | 'POST /api-keys'
  | 'DELETE /api-keys/:id'
  | 'POST /users'
  | 'POST /users/:id/role'
  | 'POST /users/:id/enable'
  | 'POST /users/:id/disable'
  | 'POST /launches/:id/change'
  | 'POST /alerts/:id/seen'
  | 'POST /capabilities'
  | 'POST /capabilities/:id/change'
  | 'POST /capabilities/:id/submit'
  | 'POST /capabilities/:id/withdraw'
  | 'POST /capabilities/:id/record'
  | 'POST /capabilities/:id/check'
  | 'POST /sub-merchants'
  | 'POST /sub-merchants/:merchantId/:institution/submit'
  | 'POST /sub-merchants/:merchantId/:institution/withdraw'
  | 'POST /sub-merchants/:merchantId/:institution/record'
  | 'POST /sub-merchants/:merchantId/:institution/check'
