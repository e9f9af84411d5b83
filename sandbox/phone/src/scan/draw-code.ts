import { create } from 'qrcode'

/** The dark modules of a QR code as one SVG path, one unit a module; null when the text is too long for any code. */
export function drawCode(text: string): { path: string; side: number } | null {
  try {
    const { data, size } = create(text, { errorCorrectionLevel: 'L' }).modules
    let path = ''
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        if (data[y * size + x]) path += `M${x} ${y}h1v1h-1z`
      }
    }
    return { path, side: size }
  } catch {
    return null
  }
}
