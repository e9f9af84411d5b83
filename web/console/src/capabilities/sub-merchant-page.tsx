import { useState } from 'react'
import { NumberText } from '../../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../../office/src/load-states.js'
import { institutionName } from '../../../office/src/names.js'
import { Card, Page } from '../../../office/src/page.js'
import { hrefTo } from '../../../office/src/route.js'
import { useLoad } from '../../../office/src/use-load.js'
import { AskWhy } from '../ask-why.js'
import { api } from '../console-api.js'
import { useMay } from '../me.js'
import { type DocumentField, isUnderWay, type OneSubMerchant, type SubMerchant } from './capability-api.js'
import { DocumentsForm } from './documents-form.js'
import { ReviewActions } from './review-actions.js'
import { ReviewFacts } from './review-facts.js'
import { ReviewHistory } from './review-history.js'

const words = defineWords(
  {
    back: '商户进件',
    standing: '现在',
    documents: '进件资料',
    fresh: '还没有进件资料。填好后保存为草稿，再提交给机构。',
    saveTitle: '保存进件资料',
    save: '保存',
    number: '二级商户号',
    sign: '请商户的管理员打开这个链接，完成账户验证或签约：',
  },
  {
    back: 'Sub-merchants',
    standing: 'Now',
    documents: 'Documents',
    fresh: 'Nothing is written down yet. Fill it in, save it as a draft, then hand it in.',
    saveTitle: 'Save the documents',
    save: 'Save',
    number: 'Number there',
    sign: "The merchant's administrator opens this link to verify the account or to sign:",
  },
)

const CALLS = {
  submit: 'POST /sub-merchants/:merchantId/:institution/submit',
  withdraw: 'POST /sub-merchants/:merchantId/:institution/withdraw',
  check: 'POST /sub-merchants/:merchantId/:institution/check',
  record: 'POST /sub-merchants/:merchantId/:institution/record',
} as const

interface Key {
  merchantId: string
  institution: string
}

/** One merchant's way to a number of its own at an institution. */
export function SubMerchantPage({ merchantId, institution }: Key) {
  const t = useWords(words)
  const { language } = useLanguage()
  const path = `/sub-merchants/${encodeURIComponent(merchantId)}/${institution}`
  const { data, error, reload } = useLoad(path, (signal) => api.get<OneSubMerchant>(path, signal), {
    everyMs: ({ subMerchant }) => (subMerchant !== null && isUnderWay(subMerchant) ? 3_000 : 30_000),
  })
  if (data === undefined)
    return error ? <Refused error={error} onRetry={reload} /> : <CardSkeleton rows={10} />
  const { merchant, fields, subMerchant: one } = data
  return (
    <Page
      title={`${pick(language, merchant.name, merchant.nameEn ?? merchant.name)} · ${institutionName(institution, language)}`}
      back={{ href: hrefTo('/sub-merchants'), label: t.back }}
    >
      <div className="stack">
        <StaleNote error={error} onRetry={reload} />
        <Card title={t.standing}>
          {one === null ? (
            <p className="muted">{t.fresh}</p>
          ) : (
            <>
              <ReviewFacts
                review={one}
                more={[
                  [
                    t.number,
                    one.subMerchantNo === null ? undefined : (
                      <NumberText key="number" value={one.subMerchantNo} label={t.number} />
                    ),
                  ],
                ]}
              />
              {one.signUrl !== null && (
                <p>
                  {t.sign} <NumberText value={one.signUrl} />
                </p>
              )}
              <ReviewActions
                review={one}
                fields={fields}
                path={path}
                calls={CALLS}
                needsNumber
                onChanged={reload}
              />
            </>
          )}
        </Card>
        <Papers {...{ merchantId, institution, one, fields, onChanged: reload }} />
        {one && <ReviewHistory review={one} fields={fields} />}
      </div>
    </Page>
  )
}

function Papers(
  props: Key & { one: SubMerchant | null; fields: readonly DocumentField[]; onChanged: () => void },
) {
  const { merchantId, institution, one, fields, onChanged } = props
  const t = useWords(words)
  const mayCall = useMay()
  // With what was read when it was written: should that change while a reason is given, nothing is overwritten.
  const [toSave, setToSave] = useState<Record<'documents' | 'seen', Record<string, string>>>()
  const [formOf, setFormOf] = useState({ shown: one?.changedAt, saved: one?.changedAt })
  // Begins anew once what was saved here is shown: what is sealed now does not stay in the form in clear.
  if (formOf.saved === one?.changedAt && formOf.shown !== formOf.saved)
    setFormOf({ ...formOf, shown: formOf.saved })
  const save = async (why: string) => {
    const wish = { merchantId, institution, ...toSave, why }
    // Refused too: then the latest is to be shown.
    const { changedAt } = await api.post<SubMerchant>('/sub-merchants', wish).finally(onChanged)
    setFormOf((before) => ({ ...before, saved: changedAt }))
  }
  return (
    <Card title={t.documents}>
      <DocumentsForm
        key={formOf.shown ?? 'new'}
        fields={fields}
        documents={one?.documents ?? {}}
        reasons={one?.reasons ?? []}
        files={one?.files ?? []}
        readOnly={(one !== null && !one.may.includes('change')) || !mayCall('POST /sub-merchants')}
        onSave={(documents) => setToSave({ documents, seen: one?.documents ?? {} })}
      />
      <AskWhy
        open={toSave !== undefined}
        title={t.saveTitle}
        okText={t.save}
        needed
        run={save}
        onClose={() => setToSave(undefined)}
      />
    </Card>
  )
}
