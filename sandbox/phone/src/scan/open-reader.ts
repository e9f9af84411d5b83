import type { Pixels } from './read-code.js'
import type { ReadJob, ReadResult } from './reader-worker.js'

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, { resolve: (read: ReadResult) => void; reject: (cause: Error) => void }>()

function openWorker(): Worker {
  const opened = new Worker(new URL('./reader-worker.ts', import.meta.url), { type: 'module' })
  opened.onmessage = ({ data }: MessageEvent<ReadResult>) => {
    waiting.get(data.id)?.resolve(data)
    waiting.delete(data.id)
  }
  opened.onerror = () => {
    for (const job of waiting.values()) job.reject(new Error('the reader of QR codes did not start'))
    waiting.clear()
    worker = null
  }
  return opened
}

/** Reads a QR code off the main thread, so the screen never stutters. `thorough` tries many scales, for still pictures. */
export function readInWorker(pixels: Pixels, thorough: boolean): Promise<ReadResult> {
  worker ??= openWorker()
  const id = ++lastId
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    const job: ReadJob = { id, pixels, thorough }
    worker?.postMessage(job, [pixels.data.buffer])
  })
}
