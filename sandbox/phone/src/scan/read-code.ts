import jsQR from 'jsqr'

/** RGBA pixels, row by row: what a canvas hands out. */
export interface Pixels {
  data: Uint8ClampedArray
  width: number
  height: number
}

/** Longest sides, in pixels, at which a picture is tried. The reader wants modules of a few pixels: a small code on a large screenshot is found at full size, a photographed or enlarged one only when made smaller. */
const LONGEST_SIDES = [1000, 600, 1600, 360, 2400]

/** Area-averaged when made smaller, nearest neighbour when made larger (edges of modules stay sharp). */
export function resize(pixels: Pixels, width: number, height: number): Pixels {
  const { data, width: fromWidth, height: fromHeight } = pixels
  const out = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * fromHeight) / height)
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * fromHeight) / height))
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * fromWidth) / width)
      const right = Math.max(left + 1, Math.floor(((x + 1) * fromWidth) / width))
      let red = 0
      let green = 0
      let blue = 0
      for (let fromY = top; fromY < bottom; fromY++) {
        for (let at = (fromY * fromWidth + left) * 4; at < (fromY * fromWidth + right) * 4; at += 4) {
          red += data[at]!
          green += data[at + 1]!
          blue += data[at + 2]!
        }
      }
      const count = (bottom - top) * (right - left)
      const to = (y * width + x) * 4
      out[to] = red / count
      out[to + 1] = green / count
      out[to + 2] = blue / count
      out[to + 3] = 255
    }
  }
  return { data: out, width, height }
}

/** Lays transparent pixels on white: a saved QR often has no background of its own, and the reader would see black on black. */
function onWhite(pixels: Pixels): Pixels {
  const data = new Uint8ClampedArray(pixels.data)
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255
    for (let channel = 0; channel < 3; channel++) {
      data[at + channel] = data[at + channel]! * alpha + 255 * (1 - alpha)
    }
    data[at + 3] = 255
  }
  return { ...pixels, data }
}

/** Adds a white margin: a screenshot cropped tight around the code has no quiet zone, and the finder patterns are missed. */
function withMargin(pixels: Pixels): Pixels {
  const margin = Math.ceil(Math.max(pixels.width, pixels.height) * 0.08)
  const width = pixels.width + margin * 2
  const height = pixels.height + margin * 2
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < pixels.height; y++) {
    const row = pixels.data.subarray(y * pixels.width * 4, (y + 1) * pixels.width * 4)
    data.set(row, ((y + margin) * width + margin) * 4)
  }
  return { data, width, height }
}

function attempt(pixels: Pixels): string | null {
  const found = jsQR(pixels.data, pixels.width, pixels.height, { inversionAttempts: 'attemptBoth' })
  return found && found.data !== '' ? found.data : null
}

/** The text of the QR code in a picture, or null when none is found at any scale. */
export function readCode(picture: Pixels): string | null {
  const pixels = onWhite(picture)
  const longest = Math.max(pixels.width, pixels.height)
  const sides = LONGEST_SIDES.filter((side) => side < longest)
  if (longest <= 2400) sides.unshift(longest)
  // A code of one or two pixels a module is below what the reader can sample.
  if (longest < 500) sides.push(longest * 3)
  for (const side of sides) {
    const scale = side / longest
    const scaled =
      side === longest
        ? pixels
        : resize(
            pixels,
            Math.max(1, Math.round(pixels.width * scale)),
            Math.max(1, Math.round(pixels.height * scale)),
          )
    const text = attempt(scaled) ?? attempt(withMargin(scaled))
    if (text !== null) return text
  }
  return null
}

/** One quick look at a frame of moving pictures: the next frame comes anyway. */
export function readFrame(frame: Pixels): string | null {
  return attempt(frame)
}
