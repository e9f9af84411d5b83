import { Checkbox, InputNumber, Segmented } from 'antd'
import { useId } from 'react'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { ListField } from '../fields/list-field.js'
import { ShareField } from '../fields/share-field.js'
import { SIZE_NAMES } from '../launch-names.js'
import { type Selection, type SelectionRule, SIZES } from './invitation-api.js'

const words = defineWords(
  {
    how: '怎么选',
    byRule: '按条件',
    byList: '按名单',
    list: '商户编号（按这个顺序邀请）',
    categories: '类目（空为全部）',
    regions: '地区（空为全部）',
    sizes: '规模（不选为全部）',
    share: '随机抽取的份额',
    shareHint: '同样的条件总是抽中同样的商户。',
    limit: '最多几家',
    any: '不限',
  },
  {
    how: 'How to choose',
    byRule: 'By rule',
    byList: 'By list',
    list: 'Ids of merchants (invited in this order)',
    categories: 'Categories (empty: all)',
    regions: 'Regions (empty: all)',
    sizes: 'Sizes (none: all)',
    share: 'Share by chance',
    shareHint: 'The same rule always chooses the same merchants.',
    limit: 'At most',
    any: 'any number',
  },
)

const WHOLE_BP = 10_000

interface SelectionFieldProps {
  value: Selection
  onChange: (selection: Selection) => void
}

/** Whom a batch invites. What says nothing is left out. */
export function SelectionField({ value, onChange }: SelectionFieldProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  const { merchantIds, rule = {}, limit } = value
  const byList = merchantIds !== undefined
  const limited = limit === undefined ? {} : { limit }
  const setRule = (patch: { [Key in keyof SelectionRule]: SelectionRule[Key] | undefined }) => {
    const next = { ...rule, ...patch }
    onChange({
      rule: {
        ...(next.categories?.length ? { categories: next.categories } : {}),
        ...(next.regions?.length ? { regions: next.regions } : {}),
        ...(next.sizes?.length ? { sizes: next.sizes } : {}),
        ...(next.shareBp === undefined || next.shareBp === WHOLE_BP ? {} : { shareBp: next.shareBp }),
      },
      ...limited,
    })
  }
  return (
    <div className="selection">
      <Segmented
        aria-label={t.how}
        value={byList ? 'list' : 'rule'}
        onChange={(how) => onChange({ ...(how === 'list' ? { merchantIds: [] } : { rule: {} }), ...limited })}
        options={[
          { value: 'rule', label: t.byRule },
          { value: 'list', label: t.byList },
        ]}
      />
      {byList ? (
        <ListField
          label={t.list}
          rows={5}
          value={merchantIds}
          onChange={(ids) => onChange({ merchantIds: ids, ...limited })}
        />
      ) : (
        <>
          <div className="pair">
            <ListField
              label={t.categories}
              value={rule.categories ?? []}
              onChange={(categories) => setRule({ categories })}
            />
            <ListField
              label={t.regions}
              value={rule.regions ?? []}
              onChange={(regions) => setRule({ regions })}
            />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its legend on the frame. */}
          <div className="field" role="group" aria-labelledby={`${id}-sizes`}>
            <span id={`${id}-sizes`}>{t.sizes}</span>
            <Checkbox.Group
              value={rule.sizes ?? []}
              onChange={(sizes) => setRule({ sizes })}
              options={SIZES.map((size) => ({ value: size, label: SIZE_NAMES[size][language] }))}
            />
          </div>
          <ShareField
            label={t.share}
            hint={t.shareHint}
            valueBp={rule.shareBp ?? WHOLE_BP}
            onChange={(shareBp) => setRule({ shareBp })}
          />
        </>
      )}
      <div className="field">
        <label htmlFor={`${id}-limit`}>{t.limit}</label>
        <InputNumber
          id={`${id}-limit`}
          min={1}
          precision={0}
          placeholder={t.any}
          value={limit ?? null}
          onChange={(next) =>
            onChange({ ...(byList ? { merchantIds } : { rule }), ...(next === null ? {} : { limit: next }) })
          }
        />
      </div>
    </div>
  )
}
