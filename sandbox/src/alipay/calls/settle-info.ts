import { isObject, type JsonObject, textOf } from '../fields.js'
import { fenFromYuan } from '../price.js'

/** What settle_info leaves to say when its form is right: one receiver of the whole amount. Null when all fits. */
export function complaintAboutSettling(biz: JsonObject, totalFen: number): string | null {
  if (!isObject(biz.settle_info)) {
    // Money that a platform collects for somebody else must have somewhere to go.
    return isObject(biz.sub_merchant) ? '传入sub_merchant时settle_info不能为空' : null
  }
  const rows = biz.settle_info.settle_detail_infos
  const [row, ...more] = Array.isArray(rows) ? rows : []
  if (!isObject(row) || more.length > 0) return 'settle_detail_infos只能有一条'
  const isDefault = textOf(row, 'trans_in_type') === 'defaultSettle'
  if (isDefault !== (textOf(row, 'trans_in') === undefined))
    return isDefault ? 'defaultSettle时trans_in应为空' : 'trans_in不能为空'
  return fenFromYuan(textOf(row, 'amount') ?? '') === totalFen
    ? null
    : 'settle_info的amount应等于total_amount'
}
