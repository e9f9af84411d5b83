import { Checkbox, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { defineWords, useLanguage, useWords } from '../../../office/src/language.js'
import { institutionName, methodName } from '../../../office/src/names.js'
import { Card, Page } from '../../../office/src/page.js'
import { goTo, hrefTo } from '../../../office/src/route.js'
import { api } from '../console-api.js'
import { RequiresField } from './fields/requires-field.js'
import type { Launch } from './launch-api.js'
import { INSTITUTIONS, METHODS_OF } from './launch-rules.js'
import { ReadOnlyNote, useMayLaunch } from './launches-frame.js'
import { WhyButton } from './why-button.js'

const words = defineWords(
  {
    title: '新建上线',
    back: '全部上线',
    name: '中文名称',
    nameEn: '英文名称',
    institution: '支付机构',
    methods: '支付方式',
    methodsHint: '从现在起，这些支付方式由这次上线管着：草稿期间没有人看得到。',
    subMerchant: '只给已有子商户号的商户',
    create: '新建',
    ask: (name: string) => `新建“${name}”？`,
    body: '先是草稿：接着写规则、护栏和邀请批次，再开始上线。',
    done: '已新建草稿',
  },
  {
    title: 'New launch',
    back: 'All launches',
    name: 'Name in Chinese',
    nameEn: 'Name in English',
    institution: 'Institution',
    methods: 'Methods',
    methodsHint: 'From now on this launch holds these methods: as long as it is a draft, nobody sees them.',
    subMerchant: 'Only for merchants with a sub-merchant number',
    create: 'Create',
    ask: (name: string) => `Create “${name}”?`,
    body: 'A draft first: write its rules, guardrails and batches, then let it go live.',
    done: 'The draft is there',
  },
)

export function NewLaunchPage() {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  const may = useMayLaunch()
  const [name, setName] = useState('')
  const [nameEn, setNameEn] = useState('')
  const [institution, setInstitution] = useState<string>('wechatpay')
  const [methods, setMethods] = useState<string[]>([...(METHODS_OF.wechatpay ?? [])])
  const [requires, setRequires] = useState<string[]>([])
  const [needsSubMerchant, setNeedsSubMerchant] = useState(false)
  const choose = (one: string) => {
    setInstitution(one)
    setMethods([...(METHODS_OF[one] ?? [])])
    setRequires([])
  }
  const create = (why: string) =>
    api
      .post<Launch>('/launches', {
        name: name.trim(),
        nameEn: nameEn.trim(),
        institution,
        rules: { methods, requires, needsSubMerchant },
        why,
      })
      .then((launch) => goTo(hrefTo(`/launches/${launch.id}`, { tab: 'rules' })))
  const isReady = name.trim() !== '' && nameEn.trim() !== '' && methods.length > 0
  return (
    <Page title={t.title} back={{ href: hrefTo('/launches'), label: t.back }}>
      <ReadOnlyNote />
      <Card>
        <div className="form">
          <div className="pair">
            <div className="field">
              <label htmlFor={`${id}-name`}>{t.name}</label>
              <Input
                id={`${id}-name`}
                maxLength={64}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </div>
            <div className="field">
              <label htmlFor={`${id}-en`}>{t.nameEn}</label>
              <Input
                id={`${id}-en`}
                maxLength={64}
                value={nameEn}
                onChange={(event) => setNameEn(event.target.value)}
              />
            </div>
          </div>
          <div className="field">
            <span id={`${id}-institution`}>{t.institution}</span>
            <Radio.Group
              aria-labelledby={`${id}-institution`}
              value={institution}
              onChange={(event) => choose(event.target.value as string)}
              options={INSTITUTIONS.map((one) => ({ value: one, label: institutionName(one, language) }))}
            />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its legend on the frame. */}
          <div className="field" role="group" aria-labelledby={`${id}-methods`}>
            <span id={`${id}-methods`}>{t.methods}</span>
            <Checkbox.Group
              value={methods}
              onChange={setMethods}
              options={(METHODS_OF[institution] ?? []).map((method) => ({
                value: method,
                label: methodName(method, language),
              }))}
            />
            <p className="muted small">{t.methodsHint}</p>
          </div>
          <RequiresField institution={institution} value={requires} onChange={setRequires} />
          <Checkbox
            checked={needsSubMerchant}
            onChange={(event) => setNeedsSubMerchant(event.target.checked)}
          >
            {t.subMerchant}
          </Checkbox>
          {may && (
            <WhyButton
              label={t.create}
              title={t.ask(name.trim())}
              button={{ type: 'primary', disabled: !isReady }}
              done={t.done}
              run={create}
            >
              <p>{t.body}</p>
            </WhyButton>
          )}
        </div>
      </Card>
    </Page>
  )
}
