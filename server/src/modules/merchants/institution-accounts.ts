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
}

const purposeOf = (id: string): string => `institution-account:${id}`

/** Settings and secrets are sealed as one document: nothing of them is readable in the database or its backups. */
export async function saveInstitutionAccount(
  db: Db,
  vault: Vault,
  clock: Clock,
  account: InstitutionAccount,
): Promise<void> {
  const sealed = vault.seal(purposeOf(account.id), JSON.stringify(account.settings))
  await db.sql`
    insert into institution_accounts (id, institution, label, sealed, created_at, changed_at)
    values (${account.id}, ${account.institution}, ${account.label}, ${sealed}, ${clock.now()}, ${clock.now()})
    on conflict (id) do update set label = excluded.label, sealed = excluded.sealed,
      changed_at = excluded.changed_at`
}

export async function openInstitutionAccounts(db: Db, vault: Vault): Promise<InstitutionAccount[]> {
  const rows = await db.sql<{ id: string; institution: InstitutionName; label: string; sealed: Buffer }>`
    select id, institution, label, sealed from institution_accounts where enabled order by id`
  return rows.map(({ id, institution, label, sealed }) => ({
    id,
    institution,
    label,
    settings: JSON.parse(vault.open(purposeOf(id), sealed)),
  }))
}
