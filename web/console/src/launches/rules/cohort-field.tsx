import { Checkbox, Select } from 'antd'
import { useId } from 'react'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { institutionName } from '../../../../office/src/names.js'
import { type Cohort, INSTITUTIONS } from '../launch-rules.js'

const words = defineWords(
  {
    new: '新老客',
    news: { any: '不限', yes: '只要新客', no: '只要老客' },
    tiers: '地区',
    tier: (n: number) => `${n} 线`,
    wallets: '用过的钱包',
    any: '不限',
  },
  {
    new: 'New or not',
    news: { any: 'Any', yes: 'New shoppers', no: 'Have paid before' },
    tiers: 'Region',
    tier: (n: number) => `tier ${n}`,
    wallets: 'Wallets used',
    any: 'Any',
  },
)

const TIERS = [1, 2, 3, 4, 5, 6]
const NEWS = ['any', 'yes', 'no'] as const

/** Who a shopper is; a line that says nothing is left out, for the server takes every given line as a demand. */
export function CohortField({ value, onChange }: { value: Cohort; onChange: (cohort: Cohort) => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  const { newShopper, regionTiers, walletsUsed } = value
  const set = (patch: {
    newShopper?: boolean | undefined
    regionTiers?: number[] | undefined
    walletsUsed?: string[] | undefined
  }) => {
    const next = { newShopper, regionTiers, walletsUsed, ...patch }
    onChange({
      ...(next.newShopper === undefined ? {} : { newShopper: next.newShopper }),
      ...(next.regionTiers?.length ? { regionTiers: next.regionTiers } : {}),
      ...(next.walletsUsed?.length ? { walletsUsed: next.walletsUsed } : {}),
    })
  }
  return (
    <div className="cohort">
      <div className="field">
        <label htmlFor={`${id}-new`}>{t.new}</label>
        <Select
          id={`${id}-new`}
          value={newShopper === undefined ? 'any' : newShopper ? 'yes' : 'no'}
          onChange={(news) => set({ newShopper: news === 'any' ? undefined : news === 'yes' })}
          options={NEWS.map((key) => ({ value: key, label: t.news[key] }))}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-tiers`}>{t.tiers}</label>
        <Select
          id={`${id}-tiers`}
          mode="multiple"
          placeholder={t.any}
          value={regionTiers ?? []}
          onChange={(tiers) => set({ regionTiers: tiers })}
          options={TIERS.map((tier) => ({ value: tier, label: t.tier(tier) }))}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its legend on the frame. */}
      <div className="field" role="group" aria-labelledby={`${id}-wallets`}>
        <span id={`${id}-wallets`}>{t.wallets}</span>
        <Checkbox.Group
          value={walletsUsed ?? []}
          onChange={(wallets) => set({ walletsUsed: wallets })}
          options={INSTITUTIONS.map((one) => ({
            value: one as string,
            label: institutionName(one, language),
          }))}
        />
      </div>
    </div>
  )
}
