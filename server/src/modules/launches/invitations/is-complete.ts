import type { Sql } from '../../../platform/db/index.js'
import type { LaunchRow } from './queries.js'

/** Whether the merchant has all that the launch wants of it beside its agreement. */
export async function isComplete(sql: Sql, merchantId: string, launch: LaunchRow): Promise<boolean> {
  if (!launch.rules.needsSubMerchant) return true
  const { count } = await sql`
    select 1 from sub_merchants
    where merchant_id = ${merchantId} and institution = ${launch.institution} and state = 'granted'`
  return count > 0
}
