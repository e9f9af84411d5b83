import QRCode from 'qrcode'
import { isRefusal, type Refusal, type RefusalCatalog, refuse } from '../../platform/refusal/index.js'
import type { AttemptsDeps } from './deps.js'
import { readAttempt } from './read-attempt.js'

export const QR_REFUSALS = {
  no_qr_code: {
    status: 409,
    retry: 'never',
    zh: '这笔支付现在没有可用的二维码。',
    en: 'This attempt has no QR code that can be scanned now.',
    nextZh: '请刷新查看最新状态，或重新发起支付。',
    nextEn: 'Look at its state, or start the payment again.',
  },
} as const satisfies RefusalCatalog

/** What the QR code says, while the payer may scan it. */
export async function readQrContent(
  deps: Pick<AttemptsDeps, 'db' | 'tokens' | 'publicUrl'>,
  checkoutId: string,
  attemptId: string,
): Promise<string | Refusal> {
  const attempt = await readAttempt(deps, checkoutId, attemptId)
  if (isRefusal(attempt)) return attempt
  return attempt.action?.type === 'show_qr' ? attempt.action.content : refuse('no_qr_code')
}

const SMALLEST_PX = 600
const LARGEST_PX = 1600
// Four modules of white all around: what the standard asks for, and what a wallet's "scan a picture" needs.
const QUIET_ZONE_MODULES = 4

/** A PNG of at least 600 px, dark on white, with its quiet zone: readable from a screen and from the photo album. */
export function drawQrPng(content: string, sizePx: number = SMALLEST_PX): Promise<Buffer> {
  return QRCode.toBuffer(content, {
    type: 'png',
    width: Math.min(Math.max(sizePx, SMALLEST_PX), LARGEST_PX),
    margin: QUIET_ZONE_MODULES,
    errorCorrectionLevel: 'M',
  })
}

export function drawQrSvg(content: string): Promise<string> {
  return QRCode.toString(content, { type: 'svg', margin: QUIET_ZONE_MODULES, errorCorrectionLevel: 'M' })
}
