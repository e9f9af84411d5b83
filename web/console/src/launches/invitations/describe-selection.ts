import type { Language } from '../../../../office/src/language.js'
import { formatCount } from '../../../../office/src/money.js'
import { SIZE_NAMES } from '../launch-names.js'
import { formatBp } from '../share.js'
import type { Selection } from './invitation-api.js'

/** Whom a batch chooses, as one line. */
export function describeSelection({ merchantIds, rule, limit }: Selection, language: Language): string {
  const zh = language === 'zh'
  const comma = zh ? '、' : ', '
  const parts: string[] = []
  if (merchantIds)
    parts.push(zh ? `名单 ${formatCount(merchantIds.length)} 家` : `a list of ${merchantIds.length}`)
  if (rule?.categories) parts.push(`${zh ? '类目 ' : 'categories '}${rule.categories.join(comma)}`)
  if (rule?.regions) parts.push(`${zh ? '地区 ' : 'regions '}${rule.regions.join(comma)}`)
  if (rule?.sizes)
    parts.push(
      `${zh ? '规模 ' : 'sizes '}${rule.sizes.map((size) => SIZE_NAMES[size][language]).join(comma)}`,
    )
  if (rule?.shareBp !== undefined)
    parts.push(zh ? `随机 ${formatBp(rule.shareBp)}` : `${formatBp(rule.shareBp)} by chance`)
  if (parts.length === 0) parts.push(zh ? '全部商户' : 'all merchants')
  if (limit !== undefined) parts.push(zh ? `最多 ${formatCount(limit)} 家` : `at most ${formatCount(limit)}`)
  return parts.join(zh ? '；' : '; ')
}
