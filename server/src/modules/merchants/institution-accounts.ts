import type { InstitutionName } from '../../connectors/contract.js'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import type { Vault } from '../../platform/secrets/index.js'

/** One merchant number or app at an institution; `settings` is the connector's own shape, secrets included. */
export interface InstitutionAccount {
  readonly id: string
  readonly institution: InstitutionName
  readonly label: string
  readonly settings: unknown
  /** New attempts use it. At most one for each institution; the others still answer for their old attempts. */
  readonly enabled: boolean
}

const purposeOf = (id: string): string => `institution-account:${id}`

/**
 * Saves the account and makes it the one that new attempts use. Settings and secrets are sealed as one document:
 * nothing of them is readable in the database or its backups.
 */
export async function saveInstitutionAccount(
  db: Db,
  vault: Vault,
  clock: Clock,
  account: Omit<InstitutionAccount, 'enabled'>,
): Promise<void> {
  const sealed = vault.seal(purposeOf(account.id), JSON.stringify(account.settings))
  const now = clock.now()
  await db.tx(async (tx) => {
    await tx.sql`
      update institution_accounts set enabled = false, changed_at = ${now}
      where institution = ${account.institution} and id <> ${account.id} and enabled`
    await tx.sql`
      insert into institution_accounts (id, institution, label, sealed, created_at, changed_at)
      values (${account.id}, ${account.institution}, ${account.label}, ${sealed}, ${now}, ${now})
      on conflict (id) do update set label = excluded.label, sealed = excluded.sealed, enabled = true,
        changed_at = excluded.changed_at`
  })
}

export async function openInstitutionAccounts(db: Db, vault: Vault): Promise<InstitutionAccount[]> {
  const rows = await db.sql<Omit<InstitutionAccount, 'settings'> & { sealed: Buffer }>`
    select id, institution, label, sealed, enabled from institution_accounts order by id`
  return rows.map(({ id, institution, label, sealed, enabled }) => ({
    id,
    institution,
    label,
    enabled,
    settings: JSON.parse(vault.open(purposeOf(id), sealed)),
  }))
}
