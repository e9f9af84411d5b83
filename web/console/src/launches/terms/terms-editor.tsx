import { Input, Radio } from 'antd'
import { useId } from 'react'
import { defineWords, useWords } from '../../../../office/src/language.js'
import type { Terms } from './terms-api.js'

const words = defineWords(
  {
    label: '版本名',
    labelHint: '例如：2024-09 支付服务规则',
    agreement: '商户的同意',
    agreements: {
      needed: '须同意：到生效时还没同意的商户，支付方式下线，同意后恢复',
      by_notice: '公示即生效',
    },
    body: '中文正文',
    bodyEn: '英文正文',
    neutral: '只用中性词：支付机构、支付账户、支付账户余额、订单交易金额；写了某家机构的品牌会被拒绝。',
  },
  {
    label: 'Name of the version',
    labelHint: 'e.g. Payment services 2024-09',
    agreement: "Merchants' agreement",
    agreements: {
      needed: 'Needed: a merchant without it loses the methods at its time, until it agrees',
      by_notice: 'In force by being published',
    },
    body: 'Text in Chinese',
    bodyEn: 'Text in English',
    neutral:
      'Neutral words only: payment institution, payment account, balance of payment account, transaction amount of order. The brand of an institution is refused.',
  },
)

export type TermsText = Pick<Terms, 'label' | 'agreement' | 'body' | 'bodyEn'>

interface TermsEditorProps {
  value: TermsText
  onChange: (text: TermsText) => void
}

/** Both languages side by side where there is room, so that they can be read line against line. */
export function TermsEditor({ value, onChange }: TermsEditorProps) {
  const t = useWords(words)
  const id = useId()
  return (
    <div className="form">
      <div className="field">
        <label htmlFor={`${id}-label`}>{t.label}</label>
        <Input
          id={`${id}-label`}
          maxLength={64}
          placeholder={t.labelHint}
          value={value.label}
          onChange={(event) => onChange({ ...value, label: event.target.value })}
        />
      </div>
      <div className="field">
        <span id={`${id}-agreement`}>{t.agreement}</span>
        <Radio.Group
          className="radios"
          aria-labelledby={`${id}-agreement`}
          value={value.agreement}
          onChange={(event) => onChange({ ...value, agreement: event.target.value as Terms['agreement'] })}
          options={(['needed', 'by_notice'] as const).map((key) => ({
            value: key,
            label: t.agreements[key],
          }))}
        />
      </div>
      <p className="muted small">{t.neutral}</p>
      <div className="side-by-side">
        {(['body', 'bodyEn'] as const).map((key) => (
          <div key={key} className="field">
            <label htmlFor={`${id}-${key}`}>{t[key]}</label>
            <Input.TextArea
              id={`${id}-${key}`}
              lang={key === 'body' ? 'zh-CN' : 'en'}
              autoSize={{ minRows: 14, maxRows: 30 }}
              maxLength={40_000}
              value={value[key]}
              onChange={(event) => onChange({ ...value, [key]: event.target.value })}
            />
          </div>
        ))}
      </div>
    </div>
  )
}
