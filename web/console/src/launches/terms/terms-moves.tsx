import { Radio } from 'antd'
import { useId, useState } from 'react'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { api } from '../../console-api.js'
import { UNIT_MS } from '../fields/duration.js'
import { MomentField } from '../fields/moment-field.js'
import { WhyButton } from '../why-button.js'
import { type Terms, termsPath } from './terms-api.js'

const words = defineWords(
  {
    publish: '发布',
    ask: (label: string) => `发布“${label}”？`,
    body: '发布之后不能再改。商户会在工作台看到新规则和它与现行版本的差别；须同意的版本，到生效时还没同意的商户会下线。',
    when: '什么时候生效',
    now: '马上生效',
    later: '到这个时间',
    done: '已发布',
    withdraw: '撤回',
    askWithdraw: (label: string) => `撤回“${label}”？`,
    bodyWithdraw: '它不会生效；商户在工作台不再看到它。已经作出的同意仍留着记录。',
    withdrawn: '已撤回',
  },
  {
    publish: 'Publish',
    ask: (label: string) => `Publish “${label}”?`,
    body: 'Once published it is not changed. Merchants see it in the workbench with what differs; if agreement is needed, whoever has not agreed at its time goes off.',
    when: 'When it takes effect',
    now: 'At once',
    later: 'At this time',
    done: 'Published',
    withdraw: 'Withdraw',
    askWithdraw: (label: string) => `Withdraw “${label}”?`,
    bodyWithdraw:
      'It does not take effect; merchants see it no more. Agreements already given stay on record.',
    withdrawn: 'Withdrawn',
  },
)

const NOTICE_DAYS = 7

interface PublishTermsProps {
  terms: Terms
  /** What is being edited is not saved yet. */
  held: boolean
  onChanged: () => void
}

export function PublishTerms({ terms, held, onChanged }: PublishTermsProps) {
  const t = useWords(words)
  const id = useId()
  const [atOnce, setAtOnce] = useState(false)
  const [effectiveAt, setEffectiveAt] = useState(() => inDays(NOTICE_DAYS))
  const publish = (why: string) =>
    api.post(`${termsPath(terms.seq)}/publish`, {
      // At once by the platform's clock: this one may be slow.
      effectiveAt: atOnce ? null : effectiveAt,
      changedAt: terms.changedAt,
      why,
    })
  return (
    <WhyButton
      label={t.publish}
      title={t.ask(terms.label)}
      button={{ type: 'primary', disabled: held }}
      done={t.done}
      run={publish}
      onDone={onChanged}
    >
      <p>{t.body}</p>
      <div className="field">
        <span id={`${id}-when`}>{t.when}</span>
        <Radio.Group
          aria-labelledby={`${id}-when`}
          value={atOnce}
          onChange={(event) => setAtOnce(event.target.value as boolean)}
          options={[
            { value: false, label: t.later },
            { value: true, label: t.now },
          ]}
        />
        {!atOnce && <MomentField label={t.later} value={effectiveAt} onChange={setEffectiveAt} />}
      </div>
    </WhyButton>
  )
}

export function WithdrawTerms({ terms, onChanged }: { terms: Terms; onChanged: () => void }) {
  const t = useWords(words)
  return (
    <WhyButton
      label={t.withdraw}
      title={t.askWithdraw(terms.label)}
      button={{ danger: true }}
      done={t.withdrawn}
      run={(why) => api.post(`${termsPath(terms.seq)}/withdraw`, { why })}
      onDone={onChanged}
    >
      <p>{t.bodyWithdraw}</p>
    </WhyButton>
  )
}

/** At the hour: rules take effect at round times. */
function inDays(days: number): string {
  const at = new Date(Date.now() + days * UNIT_MS.day)
  at.setHours(0, 0, 0, 0)
  return at.toISOString()
}
