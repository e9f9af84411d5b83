import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadKeyRing, writeKeyRing } from '../core/credentials.js'

/** A data folder that has this process's keys: how long RSA keys take to find is chance, and no part of such a test. */
export async function folderWithKeys(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-restart-'))
  writeKeyRing(folder, await loadKeyRing(null))
  return folder
}
