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
