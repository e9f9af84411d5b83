import { Money } from '../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { institutionName, methodName, sceneName } from '../../office/src/names.js'
import { Card, Facts } from '../../office/src/page.js'
import { hrefTo } from '../../office/src/route.js'
import type { Explanation } from './explain-api.js'
import { PARTICIPATIONS } from './launches/launch-names.js'

const words = defineWords(
  {
    title: '依据',
    scene: '场景',
    open: '可付款',
    yes: '是',
    no: '否',
    lockedTo: '已锁定到',
    amount: '应付金额',
    shopper: '顾客',
    isNew: '新客',
    notNew: '老客',
    tier: (n: number) => `${n} 线地区`,
    used: '用过',
    last: '上次用',
    merchants: '卖家',
    notInvited: '未参加任何上线',
    terms: (seq: number) => `同意第 ${seq} 版规则`,
    goods: '商品类目',
    launches: '当时生效的上线规则',
    version: (n: number) => `第 ${n} 版`,
    none: '没有上线在限制支付方式',
  },
  {
    title: 'Decided from',
    scene: 'Scene',
    open: 'Can be paid',
    yes: 'yes',
    no: 'no',
    lockedTo: 'Locked to',
    amount: 'Amount owed',
    shopper: 'Shopper',
    isNew: 'new',
    notNew: 'has paid before',
    tier: (n: number) => `region of tier ${n}`,
    used: 'has used',
    last: 'last paid with',
    merchants: 'Sellers',
    notInvited: 'in no launch',
    terms: (seq: number) => `agreed to terms ${seq}`,
    goods: 'Goods',
    launches: 'Launches and their rules then',
    version: (n: number) => `version ${n}`,
    none: 'No launch holds a method back',
  },
)

export function ExplainedFacts({ explanation }: { explanation: Explanation }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { facts, launches } = explanation
  const { shopper } = facts
  const known = [
    shopper.isNew === null ? undefined : shopper.isNew ? t.isNew : t.notNew,
    shopper.regionTier === null ? undefined : t.tier(shopper.regionTier),
    shopper.walletsUsed.length === 0
      ? undefined
      : `${t.used} ${shopper.walletsUsed.map((one) => institutionName(one, language)).join('、')}`,
    shopper.lastMethod === null ? undefined : `${t.last} ${methodName(shopper.lastMethod, language)}`,
  ].filter((one) => one !== undefined)
  return (
    <Card title={t.title}>
      <Facts
        facts={[
          [t.scene, sceneName(facts.scene, language)],
          [t.open, facts.open ? t.yes : t.no],
          [t.lockedTo, facts.lockedTo === null ? undefined : institutionName(facts.lockedTo, language)],
          [t.amount, <Money key="amount" minor={facts.amountMinor} />],
          [t.shopper, [shopper.id, ...known].join(' · ')],
          [
            t.goods,
            facts.goods
              .map(({ category, sku }) => (sku === null ? category : `${category} ${sku}`))
              .join('、'),
          ],
          [t.merchants, <Merchants key="merchants" merchants={facts.merchants} />],
          [
            t.launches,
            launches.length === 0 ? (
              t.none
            ) : (
              <ul key="launches" className="explained-list">
                {launches.map(({ id, version, methods }) => (
                  <li key={id}>
                    <a href={hrefTo(`/launches/${encodeURIComponent(id)}`)}>{t.version(version)}</a>{' '}
                    {methods.map((method) => methodName(method, language)).join('、')}
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </Card>
  )
}

function Merchants({ merchants }: { merchants: Explanation['facts']['merchants'] }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const stateName = (state: string) =>
    PARTICIPATIONS[state as keyof typeof PARTICIPATIONS]?.[language] ?? state
  return (
    <ul className="explained-list">
      {merchants.map(({ id, parts }) => (
        <li key={id}>
          {id}
          {parts.length === 0 && <span className="muted"> · {t.notInvited}</span>}
          {parts.map(({ launch, state, agreedTermsSeq }) => (
            <span key={launch}>
              {' '}
              · {stateName(state)}
              {agreedTermsSeq !== null && `，${t.terms(agreedTermsSeq)}`}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
