import { Checkbox, ConfigProvider, Switch } from 'antd'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { ListField } from '../fields/list-field.js'
import { RequiresField } from '../fields/requires-field.js'
import { RowsField } from '../fields/rows-field.js'
import { ShareField } from '../fields/share-field.js'
import type { Boost, Goods, LaunchRules } from '../launch-rules.js'
import { CohortField } from './cohort-field.js'
import { GuardrailsField } from './guardrails-field.js'
import { RuleSection } from './rule-section.js'
import { StepsField } from './steps-field.js'
import { WhereSection } from './where-section.js'
import { WindowsField } from './windows-field.js'

const words = defineWords(
  {
    share: '顾客份额',
    shareHint: '同一位顾客进来后，份额再升也不会出去。',
    running: '阶段计划运行中：要改份额或阶段，请先暂停推进。',
    holdout: '对照组',
    holdoutHint: '这部分顾客在任何份额下都看不到，用来对照。',
    schedule: '阶段计划',
    people: '人群',
    onlySome: '只放给符合条件的顾客',
    boosts: '人群加成：这些顾客用更大的份额',
    boost: (n: number) => `加成 ${n}`,
    boostShare: (n: number) => `加成 ${n} 的份额`,
    addBoost: '加一组人群',
    lists: '名单',
    allow: '白名单（总能看到的顾客编号）',
    deny: '黑名单（总看不到；高于白名单）',
    goods: '商品',
    goodsFields: {
      includeCategories: '只限这些类目（空为全部）',
      excludeCategories: '排除这些类目',
      includeSkus: '额外纳入的商品编号',
      excludeSkus: '排除的商品编号',
    },
    windows: '时间窗（空为一直有效）',
    guardrails: '护栏',
    failing: '支付方式几乎全部失败时自动隐藏',
    subMerchant: '只给已有子商户号的商户',
    other: '其他',
  },
  {
    share: 'Share of shoppers',
    shareHint: 'A shopper who is in stays in as the share rises.',
    running: 'The schedule is running: pause it before changing the share or the steps.',
    holdout: 'Holdout',
    holdoutHint: 'These shoppers are kept out at any share, to measure against.',
    schedule: 'Schedule',
    people: 'People',
    onlySome: 'Only for shoppers who are …',
    boosts: 'Boosts: a larger share for these shoppers',
    boost: (n: number) => `Boost ${n}`,
    boostShare: (n: number) => `Share of boost ${n}`,
    addBoost: 'Add a group',
    lists: 'Lists',
    allow: 'Always in (ids of shoppers)',
    deny: 'Always out (stands above the other list)',
    goods: 'Goods',
    goodsFields: {
      includeCategories: 'Only these categories (empty: all)',
      excludeCategories: 'Not these categories',
      includeSkus: 'Goods let in though their category is not',
      excludeSkus: 'Goods kept out',
    },
    windows: 'Times (empty: always)',
    guardrails: 'Guardrails',
    failing: 'Hide a method while it fails for nearly everyone',
    subMerchant: 'Only for merchants with a sub-merchant number',
    other: 'Other',
  },
)

const GOODS: (keyof Goods)[] = ['includeCategories', 'excludeCategories', 'includeSkus', 'excludeSkus']

interface RulesFormProps {
  institution: string
  rules: LaunchRules
  onChange: (rules: LaunchRules) => void
}

/** Everything about who sees it, in the order in which an operator thinks of it. */
export function RulesForm({ institution, rules, onChange }: RulesFormProps) {
  const t = useWords(words)
  const set = (patch: Partial<LaunchRules>) => onChange({ ...rules, ...patch })
  const running = rules.schedule.state === 'running'
  return (
    <div className="rules-form">
      <RuleSection title={t.share}>
        <ConfigProvider componentDisabled={running}>
          <ShareField
            label={t.share}
            hint={running ? t.running : t.shareHint}
            valueBp={rules.shareBp}
            onChange={(shareBp) => set({ shareBp })}
          />
        </ConfigProvider>
        <ShareField
          label={t.holdout}
          hint={t.holdoutHint}
          valueBp={rules.holdoutBp}
          onChange={(holdoutBp) => set({ holdoutBp })}
        />
      </RuleSection>
      <RuleSection title={t.schedule}>
        <ConfigProvider componentDisabled={running}>
          <StepsField value={rules.schedule} onChange={(schedule) => set({ schedule })} />
        </ConfigProvider>
      </RuleSection>
      <RuleSection title={t.guardrails}>
        <GuardrailsField value={rules.guardrails} onChange={(guardrails) => set({ guardrails })} />
        <Checkbox
          checked={rules.hideWhenFailing}
          onChange={(event) => set({ hideWhenFailing: event.target.checked })}
        >
          {t.failing}
        </Checkbox>
      </RuleSection>
      <People rules={rules} set={set} />
      <RuleSection title={t.lists}>
        <ListField label={t.allow} value={rules.allow} onChange={(allow) => set({ allow })} />
        <ListField label={t.deny} value={rules.deny} onChange={(deny) => set({ deny })} />
      </RuleSection>
      <RuleSection title={t.goods}>
        {GOODS.map((key) => (
          <ListField
            key={key}
            label={t.goodsFields[key]}
            value={rules.goods[key]}
            onChange={(entries) => set({ goods: { ...rules.goods, [key]: entries } })}
          />
        ))}
      </RuleSection>
      <WhereSection rules={rules} set={set} />
      <RuleSection title={t.windows}>
        <WindowsField value={rules.windows} onChange={(windows) => set({ windows })} />
      </RuleSection>
      <RuleSection title={t.other}>
        <RequiresField
          institution={institution}
          wasLive={rules.state !== 'draft'}
          value={rules.requires}
          onChange={(requires) => set({ requires })}
        />
        <Checkbox
          checked={rules.needsSubMerchant}
          onChange={(event) => set({ needsSubMerchant: event.target.checked })}
        >
          {t.subMerchant}
        </Checkbox>
      </RuleSection>
    </div>
  )
}

interface PartProps {
  rules: LaunchRules
  set: (patch: Partial<LaunchRules>) => void
}

function People({ rules, set }: PartProps) {
  const t = useWords(words)
  const setBoosts = (boosts: Boost[]) => set({ boosts })
  return (
    <RuleSection title={t.people}>
      <div className="switch-line">
        <Switch
          id="only-some"
          checked={rules.audience !== null}
          onChange={(only) => set({ audience: only ? { newShopper: true } : null })}
        />
        <label htmlFor="only-some">{t.onlySome}</label>
      </div>
      {rules.audience && <CohortField value={rules.audience} onChange={(audience) => set({ audience })} />}
      <h4>{t.boosts}</h4>
      <RowsField
        rows={rules.boosts}
        fresh={() => ({ when: { newShopper: true }, shareBp: 5_000 })}
        most={16}
        addLabel={t.addBoost}
        onChange={setBoosts}
        nameOf={(index) => t.boost(index + 1)}
        render={(boost, change, index) => (
          <div className="boost-fields">
            <ShareField
              compact
              label={t.boostShare(index + 1)}
              valueBp={boost.shareBp}
              onChange={(shareBp) => change({ ...boost, shareBp })}
            />
            <CohortField value={boost.when} onChange={(when) => change({ ...boost, when })} />
          </div>
        )}
      />
    </RuleSection>
  )
}
