import type { Tx } from '../../platform/db/index.js'
import type { Hurry } from '../notices/index.js'
import { hurrySubMerchant } from './capability/index.js'
import { hurryComplaints } from './guardrails/index.js'

/** What an institution's message names is asked about next; the background calls, in its own time. */
export function hurryLook(tx: Tx, { institution, accountId, about, at }: Hurry): Promise<boolean> {
  switch (about.kind) {
    case 'application':
      return hurrySubMerchant(tx, institution, about.institutionRef, at)
    case 'complaints':
      return hurryComplaints(tx, accountId, at)
  }
}
