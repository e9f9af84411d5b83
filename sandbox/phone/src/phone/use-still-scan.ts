import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { readInWorker } from '../scan/open-reader.js'
import { pixelsOfPicture } from '../scan/picture-pixels.js'

export type StillState =
  | { kind: 'idle' }
  | { kind: 'reading' }
  | { kind: 'no_code' }
  | { kind: 'no_reader' }
  | { kind: 'not_a_picture' }
  | { kind: 'nothing_to_paste' }
  | { kind: 'paste_refused' }

/** Reads pictures and text that the person hands over: chosen, dropped or pasted. */
export function useStillScan(onFound: (text: string) => void) {
  const [state, setState] = useState<StillState>({ kind: 'idle' })
  const latest = useRef(onFound)
  latest.current = onFound

  const readPicture = useCallback(async (file: Blob) => {
    setState({ kind: 'reading' })
    const pixels = await pixelsOfPicture(file).catch(() => null)
    if (!pixels) return setState({ kind: 'not_a_picture' })
    const read = await readInWorker(pixels, true).catch(() => 'no_reader' as const)
    if (read === 'no_reader') return setState({ kind: 'no_reader' })
    if (read.text === null) return setState({ kind: 'no_code' })
    setState({ kind: 'idle' })
    latest.current(read.text)
  }, [])

  const readTransfer = useCallback(
    (transfer: DataTransfer | null) => {
      const file = transfer?.files[0]
      if (file) return void readPicture(file)
      const text = transfer?.getData('text/plain').trim()
      if (text) latest.current(text)
      else setState({ kind: 'nothing_to_paste' })
    },
    [readPicture],
  )

  const readClipboard = useCallback(async () => {
    const items = await navigator.clipboard?.read?.().catch(() => null)
    if (!items) return setState({ kind: 'paste_refused' })
    for (const item of items) {
      const picture = item.types.find((type) => type.startsWith('image/'))
      if (picture) return readPicture(await item.getType(picture))
    }
    const written = items.find((item) => item.types.includes('text/plain'))
    const text = written ? (await (await written.getType('text/plain')).text()).trim() : ''
    if (text === '') return setState({ kind: 'nothing_to_paste' })
    latest.current(text)
  }, [readPicture])

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      // Pasting into the text field is the field's own business.
      if (event.target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      readTransfer(event.clipboardData)
    }
    addEventListener('paste', onPaste)
    return () => removeEventListener('paste', onPaste)
  }, [readTransfer])

  return { state, readPicture, readTransfer, readClipboard }
}
