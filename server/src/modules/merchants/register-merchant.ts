import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'

export type MerchantSize = 'small' | 'medium' | 'large'

export interface Merchant {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly category: string | null
  readonly region: string | null
  readonly size: MerchantSize | null
  readonly createdAt: Date
}

export type NewMerchant = Pick<Merchant, 'id' | 'name' | 'nameEn' | 'category'> &
  Partial<Pick<Merchant, 'region' | 'size'>>

/** Registering the same merchant again changes nothing and answers with the one that stands. */
export async function registerMerchant(
  db: Db,
  clock: Clock,
  merchant: NewMerchant,
): Promise<Merchant | Refusal<'merchant_id_taken'>> {
  await db.sql`
    insert into merchants (id, name, name_en, category, region, size, created_at)
    values (${merchant.id}, ${merchant.name}, ${merchant.nameEn}, ${merchant.category},
      ${merchant.region ?? null}, ${merchant.size ?? null}, ${clock.now()})
    on conflict (id) do nothing`
  const [standing] = await readMerchantsById(db, [merchant.id])
  if (standing === undefined) throw new Error(`merchant ${merchant.id} was written and is not there`)
  const same = standing.name === merchant.name && standing.nameEn === merchant.nameEn
  return same ? standing : refuse('merchant_id_taken', { merchantId: merchant.id })
}

export async function readMerchantsById(db: Db, ids: readonly string[]): Promise<Merchant[]> {
  return db.sql<Merchant>`
    select id, name, name_en as "nameEn", category, region, size, created_at as "createdAt"
    from merchants where id = any(${ids}::text[])`
}

/** One page, newest first, before the given place. */
export async function listMerchants(
  db: Db,
  page: { readonly before: { at: Date; id: string } | null; readonly limit: number },
): Promise<Merchant[]> {
  const beforeAt = page.before?.at ?? new Date('9999-01-01T00:00:00Z')
  const beforeId = page.before?.id ?? ''
  return db.sql<Merchant>`
    select id, name, name_en as "nameEn", category, region, size, created_at as "createdAt" from merchants
    where (created_at, id) < (${beforeAt}, ${beforeId}) order by created_at desc, id desc limit ${page.limit}`
}
