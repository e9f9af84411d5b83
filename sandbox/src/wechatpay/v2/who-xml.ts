import type { Partner } from '../order-book.js'

/** The merchants of an order or a contract, as V2 names them. */
export function whoXml(seat: {
  mchid: string
  appid: string
  partner?: Partner | null | undefined
}): Record<string, string> {
  const { partner } = seat
  return {
    appid: seat.appid,
    mch_id: seat.mchid,
    ...(partner?.subAppid ? { sub_appid: partner.subAppid } : {}),
    ...(partner ? { sub_mch_id: partner.subMchid } : {}),
  }
}
