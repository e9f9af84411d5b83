import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { CannotStart } from '../config/index.js'
import type { Log } from '../log/index.js'
import { type Binaries, checkDataVersion, findBinaries } from './binaries.js'
import { connectSuperuser, inUse, makeDatabase, takeOwnership } from './connect-owner.js'
import { clusterExists, clusterPassword, makeCluster } from './make-cluster.js'
import { choosePlace, type Place, reachableBinaries } from './place.js'
import {
  type Address,
  chooseAddress,
  clearStalePidFile,
  isPostmasterOf,
  lastLogLines,
  readPidFile,
  type Settings,
  spawnPostmaster,
  stopPostmaster,
} from './postmaster.js'

export interface EmbeddedPostgresOptions {
  /** The cluster is made in its subfolder `postgres`. */
  readonly dataFolder: string
  readonly log: Log
  /** PostgreSQL settings in place of the usual ones. */
  readonly settings?: Settings
}

export interface EmbeddedPostgres {
  /** For the platform's own role and database. */
  readonly url: string
  /** The cluster's folder; not below the data folder when PostgreSQL's user could not reach it. */
  readonly folder: string
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 15
// Long enough for the recovery of a large log after a power failure.
const LONGEST_START_MS = 120_000
const LONGEST_FAILING_MS = 8_000
const RESPAWN_AFTER_MS = 250

interface Cluster {
  readonly binaries: Binaries
  readonly place: Place
  readonly password: string
  readonly settings: Settings
}

/**
 * A real PostgreSQL of our own. A server that a killed process left behind is taken over; one that dies is started
 * again. Throws CannotStart with a sentence for a person.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log } = options
  const cluster = await prepareCluster(options)
  const { pgData } = cluster.place
  let { client, address } = await bringUp(cluster, log)
  const url = await makeDatabase(client, address, cluster.password)
  let stopping = false

  const watch = (owner: pg.Client) => {
    owner.once('end', () => {
      if (stopping) return
      log.error({ folder: pgData }, 'the embedded database ended unexpectedly; starting it again')
      bringUp({ ...cluster, settings: { ...cluster.settings, port: String(address.port) } }, log).then(
        (again) => {
          ;({ client, address } = again)
          watch(client)
        },
        (error: Error) => log.fatal({ err: error }, 'the embedded database cannot be started again'),
      )
    })
  }
  watch(client)

  return {
    url,
    folder: pgData,
    async stop() {
      if (stopping) return
      stopping = true
      // The lock is held until the server is down, so that nobody takes over a server that is about to stop.
      await stopPostmaster(cluster.binaries, cluster.place)
      await client.end().catch(() => {})
    },
  }
}

async function prepareCluster({ dataFolder, log, settings }: EmbeddedPostgresOptions): Promise<Cluster> {
  const place = await choosePlace(dataFolder, log)
  const binaries = await reachableBinaries(await findBinaries(), place)
  if (!(await clusterExists(place.pgData))) await makeCluster(binaries, place)
  await checkDataVersion(place.pgData)
  return { place, binaries, password: await clusterPassword(place.pgData), settings: settings ?? {} }
}

/** Connects to the cluster's server, starting one when none runs, and becomes its owner. */
async function bringUp(cluster: Cluster, log: Log): Promise<{ client: pg.Client; address: Address }> {
  const { pgData } = cluster.place
  const startedAtMs = Date.now()
  let child: ChildProcess | undefined
  let spawnedAtMs = 0
  let lastFailureMs = Number.POSITIVE_INFINITY

  for (;;) {
    const running = await readPidFile(pgData)
    if (running !== undefined) {
      const client = await connectSuperuser(running, cluster.password)
      if (client !== undefined) {
        if (child === undefined || child.pid !== running.pid)
          log.info({ pid: running.pid }, 'found the embedded database running')
        return { client: await own(client, pgData), address: running }
      }
    }

    const spentMs = Date.now() - startedAtMs
    const hasExited = child !== undefined && (child.exitCode !== null || child.signalCode !== null)
    if (hasExited) lastFailureMs = Math.min(lastFailureMs, Date.now())
    if (spentMs > LONGEST_START_MS || Date.now() - lastFailureMs > LONGEST_FAILING_MS)
      throw await cannotStart(pgData)
    // One that has failed is tried again: after a kill, the old server's last processes take a moment to go.
    const mayStart = child === undefined || (hasExited && Date.now() - spawnedAtMs > RESPAWN_AFTER_MS)
    if (mayStart && (running === undefined || !(await isPostmasterOf(pgData, running.pid)))) {
      await clearStalePidFile(pgData)
      const address = await chooseAddress(cluster.place)
      spawnedAtMs = Date.now()
      child = await spawnPostmaster(cluster.binaries, cluster.place, address, cluster.settings)
    }
    await pause(LOOK_EVERY_MS)
  }
}

async function own(client: pg.Client, pgData: string): Promise<pg.Client> {
  if (await takeOwnership(client)) return client
  await client.end()
  throw inUse(pgData)
}

async function cannotStart(pgData: string): Promise<CannotStart> {
  const said = await lastLogLines(pgData)
  return new CannotStart(
    `内置数据库无法启动：${said}(数据目录 ${pgData})。`,
    `The embedded database does not start: ${said} (data folder ${pgData}).`,
  )
}
