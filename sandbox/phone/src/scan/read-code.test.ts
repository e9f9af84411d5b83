import { PNG } from 'pngjs'
import QRCode from 'qrcode'
import { describe, expect, test } from 'vitest'
import { type Pixels, readCode, readFrame, resize } from './read-code.js'

const WECHAT = 'weixin://wxpay/bizpayurl?pr=Hut0ngSb1'
const ALIPAY = 'https://qr.alipay.com/bax03431ljhokirwl38f00a7'

/** A QR picture as a shop's page draws it, through a real PNG file and back. */
async function drawn(
  text: string,
  options: { width: number; margin?: number; dark?: string; light?: string },
): Promise<Pixels> {
  const file = await QRCode.toBuffer(text, {
    width: options.width,
    margin: options.margin ?? 4,
    color: { dark: options.dark ?? '#000000ff', light: options.light ?? '#ffffffff' },
  })
  const { data, width, height } = PNG.sync.read(file)
  return { data: new Uint8ClampedArray(data), width, height }
}

/** Pastes a picture into a larger, noisy one: a screenshot of a shop with the code somewhere on it. */
function onScreenshot(code: Pixels, width: number, height: number, left: number, top: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const stripe = (x >> 5) % 7 === 0 || (y >> 4) % 9 === 0
      data.set(stripe ? [205, 214, 224, 255] : [247, 248, 250, 255], at)
    }
  }
  for (let y = 0; y < code.height; y++) {
    const row = code.data.subarray(y * code.width * 4, (y + 1) * code.width * 4)
    data.set(row, ((y + top) * width + left) * 4)
  }
  return { data, width, height }
}

describe('reading a saved QR picture', () => {
  test.each([58, 90, 128, 200, 256, 480, 900, 1700, 3000])('drawn %i pixels wide', async (width) => {
    expect(readCode(await drawn(WECHAT, { width }))).toBe(WECHAT)
  })

  test('cropped tight, without a quiet zone', async () => {
    expect(readCode(await drawn(ALIPAY, { width: 240, margin: 0 }))).toBe(ALIPAY)
  })

  test('on a transparent ground', async () => {
    expect(readCode(await drawn(ALIPAY, { width: 240, light: '#ffffff00' }))).toBe(ALIPAY)
  })

  test('light on dark', async () => {
    expect(readCode(await drawn(WECHAT, { width: 240, dark: '#ffffffff', light: '#10202cff' }))).toBe(WECHAT)
  })

  test.each([
    [1280, 800, 180],
    [1920, 1080, 220],
    [2880, 1800, 420],
  ])('somewhere on a screenshot of %i x %i', async (width, height, side) => {
    const code = await drawn(ALIPAY, { width: side })
    expect(readCode(onScreenshot(code, width, height, width - side - 130, height - side - 90))).toBe(ALIPAY)
  })

  test('scaled by a phone that saved it at an odd size', async () => {
    const code = await drawn(WECHAT, { width: 300 })
    expect(readCode(resize(code, 437, 437))).toBe(WECHAT)
    expect(readCode(resize(code, 151, 151))).toBe(WECHAT)
  })

  test('an order string as long as an app payment', async () => {
    const long = `alipay_sdk=alipay-sdk-nodejs-4.14.0&app_id=2021000000000001&${'k=v&'.repeat(100)}`
    expect(readCode(await drawn(long, { width: 600 }))).toBe(long)
  })

  test('a picture without a code gives null', () => {
    const empty = { data: new Uint8ClampedArray(320 * 200 * 4).fill(255), width: 320, height: 200 }
    expect(readCode(empty)).toBeNull()
    expect(readFrame(empty)).toBeNull()
  })
})
