import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { findBinaries } from './binaries.js'
import { connectSuperuser, inUse, takeOwnership } from './connect-owner.js'
import { clusterPassword } from './make-cluster.js'
import { possiblePlaces, reachableBinaries } from './place.js'
import { isPostmasterOf, readPidFile, socketFolder, stopPostmaster } from './postmaster.js'

/**
 * Deletes the data folder with its database, wherever that was put; stops a server that a killed process left behind.
 * Throws CannotStart while a living process uses it. Returns the folders that are gone.
 */
export async function removeEmbeddedPostgres(dataFolder: string): Promise<string[]> {
  const removed: string[] = []
  const [own, ...fallBacks] = possiblePlaces(dataFolder)
  for (const pgData of [own ?? '', ...fallBacks]) {
    const owner = await stat(pgData).catch(() => undefined)
    if (owner === undefined) continue
    await stopUnowned(pgData, owner)
    await rm(socketFolder(pgData), { recursive: true, force: true })
    removed.push(pgData)
  }
  for (const folder of [dataFolder, ...fallBacks.map((pgData) => dirname(pgData))])
    await rm(folder, { recursive: true, force: true })
  return removed
}

async function stopUnowned(pgData: string, owner: { uid: number; gid: number }): Promise<void> {
  const running = await readPidFile(pgData)
  if (running === undefined || !(await isPostmasterOf(pgData, running.pid))) return
  const client = await connectSuperuser(running, await clusterPassword(pgData))
  const isMine = client === undefined || (await takeOwnership(client))
  if (!isMine) {
    await client?.end()
    throw inUse(dirname(pgData))
  }
  const user = process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : undefined
  const place = { pgData, user }
  await stopPostmaster(await reachableBinaries(await findBinaries(), place), place)
  await client?.end().catch(() => {})
}
