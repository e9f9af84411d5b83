import { Button, Checkbox, Input, Select } from 'antd'
import { useId, useRef, useState } from 'react'
import { type ApiRefusal, asRefusal } from '../../office/src/api.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Refused } from '../../office/src/load-states.js'
import { institutionName } from '../../office/src/names.js'
import { Card } from '../../office/src/page.js'
import { api } from './console-api.js'
import type { Cart, Explanation, Scene } from './explain-api.js'
import { SceneField, WhenField } from './explain-fields.js'
import { ExplainedAnswer } from './explained-answer.js'
import { AmountField } from './launches/fields/amount-field.js'
import { ListField } from './launches/fields/list-field.js'
import { INSTITUTIONS } from './launches/launch-rules.js'

const words = defineWords(
  {
    shopper: '顾客编号',
    news: '新老客',
    newsOf: { unknown: '不清楚', yes: '新客', no: '老客' },
    tier: '地区',
    tiers: (n: number) => (n === 0 ? '不清楚' : `${n} 线`),
    wallets: '用过的钱包',
    merchants: '卖家编号',
    categories: '商品类目',
    skus: '商品编号（选填）',
    amount: '应付金额',
    ask: '查询',
  },
  {
    shopper: "Shopper's id",
    news: 'New or not',
    newsOf: { unknown: 'Not known', yes: 'New', no: 'Has paid before' },
    tier: 'Region',
    tiers: (n: number) => (n === 0 ? 'Not known' : `tier ${n}`),
    wallets: 'Wallets used',
    merchants: 'Ids of sellers',
    categories: 'Categories of goods',
    skus: 'Ids of goods (optional)',
    amount: 'Amount owed',
    ask: 'Ask',
  },
)

const NEWS = ['unknown', 'yes', 'no'] as const
const TIERS = [0, 1, 2, 3, 4, 5, 6]

interface Draft {
  shopperId: string
  news: (typeof NEWS)[number]
  tier: number
  wallets: string[]
  merchantIds: string[]
  categories: string[]
  skus: string[]
  amountMinor: number | null
  scene: string
  at: string
}

const FRESH: Draft = {
  shopperId: '',
  news: 'unknown',
  tier: 0,
  wallets: [],
  merchantIds: [],
  categories: [],
  skus: [],
  amountMinor: 10_000,
  scene: 'mobile_web',
  at: '',
}

const isReady = ({ shopperId, merchantIds, categories, amountMinor }: Draft) =>
  shopperId.trim() !== '' && merchantIds.length > 0 && categories.length > 0 && amountMinor !== null

function cartOf(draft: Draft): Cart {
  return {
    shopper: {
      id: draft.shopperId.trim(),
      ...(draft.news === 'unknown' ? {} : { isNew: draft.news === 'yes' }),
      ...(draft.tier === 0 ? {} : { regionTier: draft.tier }),
      ...(draft.wallets.length === 0 ? {} : { walletsUsed: draft.wallets }),
    },
    merchantIds: draft.merchantIds,
    // Goods by number are of the first category: a cart is asked about, not an order taken.
    goods: [
      ...draft.categories.map((category) => ({ category })),
      ...draft.skus.map((sku) => ({ category: draft.categories[0]!, sku })),
    ],
    amountMinor: draft.amountMinor ?? 0,
    scene: draft.scene as Scene,
    ...(draft.at === '' ? {} : { at: draft.at }),
  }
}

/** Before there is a checkout: would this shopper see it? */
export function ExplainCart() {
  const t = useWords(words)
  const [draft, setDraft] = useState(FRESH)
  const [answer, setAnswer] = useState<Explanation | ApiRefusal>()
  const [busy, setBusy] = useState(false)
  const asked = useRef(0)
  const ask = async () => {
    asked.current += 1
    const mine = asked.current
    setBusy(true)
    const told = await api.post<Explanation>('/explain', cartOf(draft)).catch(asRefusal)
    if (mine !== asked.current) return
    setAnswer(told)
    setBusy(false)
  }
  return (
    <div className="stack">
      <Card>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (isReady(draft)) void ask()
          }}
        >
          <CartFields draft={draft} set={(patch) => setDraft((before) => ({ ...before, ...patch }))} />
          <div>
            <Button type="primary" htmlType="submit" loading={busy} disabled={!isReady(draft)}>
              {t.ask}
            </Button>
          </div>
        </form>
      </Card>
      {answer instanceof Error ? <Refused error={answer} onRetry={ask} /> : null}
      {answer !== undefined && !(answer instanceof Error) && <ExplainedAnswer explanation={answer} />}
    </div>
  )
}

function CartFields({ draft, set }: { draft: Draft; set: (patch: Partial<Draft>) => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  return (
    <div className="explain-fields">
      <div className="field">
        <label htmlFor={`${id}-shopper`}>{t.shopper}</label>
        <Input
          id={`${id}-shopper`}
          maxLength={128}
          value={draft.shopperId}
          onChange={(event) => set({ shopperId: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-news`}>{t.news}</label>
        <Select
          id={`${id}-news`}
          value={draft.news}
          onChange={(news) => set({ news })}
          options={NEWS.map((key) => ({ value: key, label: t.newsOf[key] }))}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-tier`}>{t.tier}</label>
        <Select
          id={`${id}-tier`}
          value={draft.tier}
          onChange={(tier) => set({ tier })}
          options={TIERS.map((tier) => ({ value: tier, label: t.tiers(tier) }))}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its legend on the frame. */}
      <div className="field" role="group" aria-labelledby={`${id}-wallets`}>
        <span id={`${id}-wallets`}>{t.wallets}</span>
        <Checkbox.Group
          value={draft.wallets}
          onChange={(wallets) => set({ wallets })}
          options={INSTITUTIONS.map((one) => ({
            value: one as string,
            label: institutionName(one, language),
          }))}
        />
      </div>
      <ListField
        label={t.merchants}
        value={draft.merchantIds}
        onChange={(merchantIds) => set({ merchantIds })}
      />
      <ListField
        label={t.categories}
        value={draft.categories}
        onChange={(categories) => set({ categories })}
      />
      <ListField label={t.skus} value={draft.skus} onChange={(skus) => set({ skus })} />
      <AmountField
        label={t.amount}
        valueMinor={draft.amountMinor}
        onChange={(amountMinor) => set({ amountMinor })}
      />
      <SceneField value={draft.scene} onChange={(scene) => set({ scene })} />
      <WhenField value={draft.at} onChange={(at) => set({ at })} />
    </div>
  )
}
