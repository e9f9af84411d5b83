import type { RefObject } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { readInWorker } from '../scan/open-reader.js'
import { pixelsOfFrame } from '../scan/picture-pixels.js'

export type LiveSource = 'screen' | 'camera'
export type LiveState =
  | { kind: 'off' }
  | { kind: 'asking'; source: LiveSource }
  | { kind: 'watching'; source: LiveSource }
  | { kind: 'impossible'; source: LiveSource; because: 'unsupported' | 'refused' }

/** Frames are looked at in turn at these longest sides: far and near codes both come into reach. */
const FRAME_SIDES = [1280, 800, 1920]
const BETWEEN_FRAMES_MS = 120

/** Chromium jumps to the tab that is shared, but the person goes on here: some browsers can be told. */
function stayHere(): object {
  const { CaptureController } = globalThis as unknown as {
    CaptureController?: new () => { setFocusBehavior?: (behavior: string) => void }
  }
  if (!CaptureController) return {}
  const controller = new CaptureController()
  controller.setFocusBehavior?.('no-focus-change')
  return { controller }
}

function openSource(source: LiveSource): Promise<MediaStream> | null {
  // Both are missing on addresses the browser does not call secure (http on another machine).
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (source === 'screen') {
    if (!devices?.getDisplayMedia) return null
    const wish = { video: { frameRate: 8 }, audio: false }
    return devices.getDisplayMedia({ ...wish, ...stayHere() })
  }
  return devices?.getUserMedia?.({ video: { facingMode: 'environment', width: { ideal: 1280 } } }) ?? null
}

/** Looks at a screen or camera until a code is found. */
export function useLiveScan(video: RefObject<HTMLVideoElement>, onFound: (text: string) => void) {
  const [state, setState] = useState<LiveState>({ kind: 'off' })
  const stream = useRef<MediaStream | null>(null)
  /** Counts starts: a picture that arrives after stop, or after another start, belongs to nobody. */
  const session = useRef(0)
  const latest = useRef(onFound)
  latest.current = onFound

  const stop = useCallback(() => {
    session.current += 1
    for (const track of stream.current?.getTracks() ?? []) track.stop()
    stream.current = null
    setState({ kind: 'off' })
  }, [])
  useEffect(() => stop, [])

  const watch = async (mine: number) => {
    for (let turn = 0; session.current === mine; turn++) {
      const frame = video.current && pixelsOfFrame(video.current, FRAME_SIDES[turn % FRAME_SIDES.length]!)
      const read = frame ? await readInWorker(frame, false).catch(() => null) : null
      if (session.current !== mine) return
      if (read?.text) {
        stop()
        latest.current(read.text)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_FRAMES_MS))
    }
  }

  const start = async (source: LiveSource) => {
    stop()
    const mine = session.current
    const opening = openSource(source)
    if (!opening) return setState({ kind: 'impossible', source, because: 'unsupported' })
    setState({ kind: 'asking', source })
    const opened = await opening.catch(() => null)
    if (session.current !== mine) {
      for (const track of opened?.getTracks() ?? []) track.stop()
      return
    }
    if (!opened) return setState({ kind: 'impossible', source, because: 'refused' })
    stream.current = opened
    // The person may end the sharing from the browser's own bar.
    for (const track of opened.getTracks()) track.addEventListener('ended', stop)
    setState({ kind: 'watching', source })
    if (video.current) {
      video.current.srcObject = opened
      await video.current.play().catch(() => {})
    }
    await watch(mine)
  }

  return { state, start, stop }
}
