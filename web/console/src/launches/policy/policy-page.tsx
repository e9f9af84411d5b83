import { Radio } from 'antd'
import { useId, useState } from 'react'
import { Time } from '../../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { CardSkeleton, Refused } from '../../../../office/src/load-states.js'
import { institutionName, methodName } from '../../../../office/src/names.js'
import { Card } from '../../../../office/src/page.js'
import { useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import { ShareField } from '../fields/share-field.js'
import { INSTITUTIONS, METHODS_OF } from '../launch-rules.js'
import { LaunchesFrame, useMayLaunch } from '../launches-frame.js'
import { WhyButton } from '../why-button.js'
import { CriteriaField } from './criteria-field.js'
import {
  describePolicy,
  type MethodPolicy,
  type PolicyVersion,
  PRESELECT_NAMES,
  PRESELECTS,
} from './policy.js'

const words = defineWords(
  {
    order: '显示的先后',
    orderHint: '从上到下比较：前一条分不出先后，才看下一条。',
    preselect: '预先选中',
    house: '商城自家的钱包',
    noHouse: '没有',
    fees: '费率（“便宜优先”用它来比）',
    save: '看改动并保存',
    confirm: '保存',
    ask: '这些会改变，一秒内生效',
    saved: '已保存，一秒内生效',
    version: (n: number) => `第 ${n} 版`,
    since: '起始',
    first: '还没有写过，按最初的做法：合场景的在前，不预选。',
  },
  {
    order: 'In which order they stand',
    orderHint: 'Compared from the top: a line counts where those above it say nothing.',
    preselect: 'Chosen beforehand',
    house: "The marketplace's own wallet",
    noHouse: 'None',
    fees: 'Fees (“cheapest first” compares them)',
    save: 'Review and save',
    confirm: 'Save',
    ask: 'This changes, within a second',
    saved: 'Saved; it holds within a second',
    version: (n: number) => `Version ${n}`,
    since: 'since',
    first: 'Nobody has written one yet: what fits the scene stands first, and nothing is preselected.',
  },
)

const METHODS = INSTITUTIONS.flatMap((institution) => METHODS_OF[institution] ?? [])
export function PolicyPage() {
  const t = useWords(words)
  const { data, error, reload } = useLoad('policy', (signal) =>
    api.get<PolicyVersion>('/method-policy', signal),
  )
  return (
    <LaunchesFrame here="policy">
      {!data && (error ? <Refused error={error} onRetry={reload} /> : <CardSkeleton rows={10} />)}
      {data && (
        <>
          <p className="muted">
            {data.version === 0 || data.validFrom === null ? (
              t.first
            ) : (
              <>
                {t.version(data.version)} · {t.since} <Time at={data.validFrom} seconds />
              </>
            )}
          </p>
          <PolicyForm key={data.version} held={data} onSaved={reload} />
        </>
      )}
    </LaunchesFrame>
  )
}

/** In which order shown methods stand in every cashier, and which is chosen beforehand. */
function PolicyForm({ held, onSaved }: { held: PolicyVersion; onSaved: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  const may = useMayLaunch()
  const [policy, setPolicy] = useState(held.policy)
  const set = (patch: Partial<MethodPolicy>) => setPolicy((before) => ({ ...before, ...patch }))
  const before = describePolicy(held.policy, language)
  const changes = describePolicy(policy, language).filter(({ said }, index) => said !== before[index]?.said)
  return (
    <>
      <Card title={t.order}>
        <p className="muted small">{t.orderHint}</p>
        <CriteriaField value={policy.order} onChange={(order) => set({ order })} />
      </Card>
      <Card>
        <div className="form">
          <div className="field">
            <span id={`${id}-preselect`}>{t.preselect}</span>
            <Radio.Group
              className="radios"
              aria-labelledby={`${id}-preselect`}
              value={policy.preselect}
              onChange={(event) => set({ preselect: event.target.value as MethodPolicy['preselect'] })}
              options={PRESELECTS.map((key) => ({ value: key, label: PRESELECT_NAMES[key][language] }))}
            />
          </div>
          <div className="field">
            <span id={`${id}-house`}>{t.house}</span>
            <Radio.Group
              aria-labelledby={`${id}-house`}
              value={policy.house ?? ''}
              onChange={(event) => set({ house: (event.target.value as string) || null })}
              options={[
                { value: '', label: t.noHouse },
                ...INSTITUTIONS.map((one) => ({
                  value: one as string,
                  label: institutionName(one, language),
                })),
              ]}
            />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its legend on the frame. */}
          <div className="field" role="group" aria-labelledby={`${id}-fees`}>
            <span id={`${id}-fees`}>{t.fees}</span>
            <div className="fees">
              {METHODS.map((method) => (
                <div key={method} className="row-fields">
                  <span>{methodName(method, language)}</span>
                  <ShareField
                    compact
                    label={`${t.fees} ${methodName(method, language)}`}
                    valueBp={policy.feeBp[method] ?? 0}
                    onChange={(feeBp) => set({ feeBp: { ...policy.feeBp, [method]: feeBp } })}
                  />
                </div>
              ))}
            </div>
          </div>
        </div>
      </Card>
      {may && (
        <div>
          <WhyButton
            label={t.save}
            confirm={t.confirm}
            title={t.ask}
            button={{ type: 'primary', disabled: changes.length === 0 }}
            done={t.saved}
            run={(why) => api.post('/method-policy', { version: held.version, policy, why })}
            onDone={onSaved}
          >
            <dl className="rule-changes">
              {changes.map(({ key, label, said }) => (
                <div key={key}>
                  <dt>{label}</dt>
                  <dd>
                    <del>{before.find((line) => line.key === key)?.said}</del> → <ins>{said}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          </WhyButton>
        </div>
      )}
    </>
  )
}
