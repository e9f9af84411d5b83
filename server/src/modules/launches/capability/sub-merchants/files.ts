import { createHash, randomBytes } from 'node:crypto'
import { type Refusal, refuse } from '../../../../platform/refusal/index.js'
import type { CapabilityDeps } from '../deps.js'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly bytes: number
}

export const MOST_FILE_BYTES = 2 * 1024 * 1024
const purposeOf = (id: string): string => `application-file:${id}`

/** Keeps the copy of a paper, sealed. The content is looked at, not believed: an institution takes pictures and PDF. */
export async function storeFile(
  { db, clock, vault }: CapabilityDeps,
  name: string,
  base64: string,
): Promise<StoredFile | Refusal<'file_not_taken'>> {
  const content = Buffer.from(base64, 'base64')
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  const isKnown = KINDS.some(
    ({ endings, head }) => endings.includes(ending) && content.subarray(0, 4).includes(head),
  )
  if (!isKnown || content.length > MOST_FILE_BYTES) return refuse('file_not_taken', { most: MOST_FILE_BYTES })
  const id = `fi_${randomBytes(12).toString('hex')}`
  const sha256 = createHash('sha256').update(content).digest('hex')
  await db.sql`
    insert into application_files (id, name, bytes, sha256, sealed, created_at)
    values (${id}, ${name}, ${content.length}, ${sha256},
      ${vault.seal(purposeOf(id), content.toString('base64'))}, ${clock.now()})`
  return { id, name, bytes: content.length }
}

const KINDS: readonly { readonly endings: readonly string[]; readonly head: Buffer }[] = [
  { endings: ['png'], head: Buffer.from('PNG') },
  { endings: ['jpg', 'jpeg'], head: Buffer.from([0xff, 0xd8]) },
  { endings: ['bmp'], head: Buffer.from('BM') },
  { endings: ['pdf'], head: Buffer.from('%PDF') },
]

/** The copies that documents name, opened for the call to the institution. */
export async function openFiles(
  { db, vault }: CapabilityDeps,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly content: Buffer }>> {
  const rows = await db.sql<{ id: string; name: string; sealed: Buffer }>`
    select id, name, sealed from application_files where id = any(${ids}::text[])`
  return new Map(
    rows.map(({ id, name, sealed }) => [
      id,
      { name, content: Buffer.from(vault.open(purposeOf(id), sealed), 'base64') },
    ]),
  )
}

/** Those of the ids that were really uploaded, for showing their names. */
export const selectFiles = ({ db }: Pick<CapabilityDeps, 'db'>, ids: readonly string[]) => db.sql<StoredFile>`
  select id, name, bytes from application_files where id = any(${ids}::text[])`
