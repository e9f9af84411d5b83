import { fork } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { dataFolder, root } from './tree.mjs'

const STOP_WITHIN_MS = 10_000
const MOST_KEPT_LINES = 15

/**
 * One of our programs as a child. Its lines go to a file in the data folder; what is wrong is shown at once.
 * `ready` gives its ready message, `exited` settles when it is gone.
 */
export function startChild({ name, entry, env }) {
  const logFile = join(dataFolder, 'logs', `${name}.log`)
  mkdirSync(join(dataFolder, 'logs'), { recursive: true })
  const log = createWriteStream(logFile)
  const child = fork(entry, [], {
    cwd: root,
    env: { ...process.env, ...env },
    execArgv: [],
    // Its own group: on Ctrl-C we stop the programs one after another, so that none loses what it still needs.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lastWords = []
  let isReady = false
  const hear = (stream, isError) =>
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`)
      const words = plainWords(line, isError)
      if (words === undefined) return
      lastWords.push(words)
      if (lastWords.length > MOST_KEPT_LINES) lastWords.shift()
      if (isReady) console.error(`[${name}] ${words}`)
    })
  hear(child.stdout, false)
  hear(child.stderr, true)

  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: error.message }))
    // After its streams have ended, so that its last words are known.
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const ready = new Promise((resolve) => {
    child.on('message', (message) => {
      if (message?.ready !== true) return
      isReady = true
      resolve(message)
    })
  })

  return {
    name,
    logFile,
    ready,
    exited,
    lastWords,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await exited
      clearTimeout(timer)
    },
    kill: () => child.kill('SIGKILL'),
  }
}

/** What a person should see of a line: errors as a sentence, and whatever is written to standard error. */
function plainWords(line, isError) {
  if (!line.startsWith('{')) return isError && line.trim() !== '' ? line : undefined
  try {
    const { level, msg, err } = JSON.parse(line)
    if (level === 'error' || level === 'fatal') return [msg, err?.message].filter(Boolean).join(': ')
    // Where the database is kept, when it is not where one would look.
    return level === 'warn' && /the data is kept in/.test(msg) ? msg : undefined
  } catch {
    return isError ? line : undefined
  }
}
