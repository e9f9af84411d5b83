import { type Pixels, readCode, readFrame } from './read-code.js'

export interface ReadJob {
  id: number
  pixels: Pixels
  thorough: boolean
}

export interface ReadResult {
  id: number
  text: string | null
}

self.onmessage = ({ data: job }: MessageEvent<ReadJob>) => {
  const text = job.thorough ? readCode(job.pixels) : readFrame(job.pixels)
  self.postMessage({ id: job.id, text } satisfies ReadResult)
}
