import type { Pixels } from './read-code.js'

/** Larger pictures are drawn smaller: beyond this a code of a screen is far above the size the reader needs. */
const LONGEST_SIDE = 3200
/** An SVG has no pixels of its own, so it is drawn at a size that suits the reader. */
const SVG_SIDE = 900

function draw(source: CanvasImageSource, width: number, height: number): Pixels {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser gives no canvas')
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  // A plain object: an ImageData cannot be sent to the worker together with its own buffer.
  const {
    data,
    width: drawnWidth,
    height: drawnHeight,
  } = context.getImageData(0, 0, canvas.width, canvas.height)
  return { data: new Uint8ClampedArray(data.buffer), width: drawnWidth, height: drawnHeight }
}

async function loadImage(file: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Pixels of a PNG, JPEG, SVG, … file. Rejects when the browser cannot show the file as a picture. */
export async function pixelsOfPicture(file: Blob): Promise<Pixels> {
  const image = await loadImage(file)
  const { naturalWidth: width, naturalHeight: height } = image
  if (file.type === 'image/svg+xml') {
    const ratio = width > 0 && height > 0 ? width / height : 1
    return ratio >= 1 ? draw(image, SVG_SIDE, SVG_SIDE / ratio) : draw(image, SVG_SIDE * ratio, SVG_SIDE)
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  return draw(image, width * scale, height * scale)
}

/** Pixels of the frame now on a playing video, no larger than the reader needs; null before the first frame. */
export function pixelsOfFrame(video: HTMLVideoElement, longestSide: number): Pixels | null {
  const { videoWidth: width, videoHeight: height } = video
  if (width === 0 || height === 0) return null
  const scale = Math.min(1, longestSide / Math.max(width, height))
  return draw(video, width * scale, height * scale)
}
