import { useState } from 'react'
import { NotFound } from '../../../office/src/frame.js'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../../office/src/load-states.js'
import { Card, Page } from '../../../office/src/page.js'
import { hrefTo } from '../../../office/src/route.js'
import { useLoad } from '../../../office/src/use-load.js'
import { AskWhy } from '../ask-why.js'
import { api } from '../console-api.js'
import { useMay } from '../me.js'
import { type Capability, type CapabilityKind, isUnderWay, listCapabilities } from './capability-api.js'
import { DocumentsForm } from './documents-form.js'
import { ReviewActions } from './review-actions.js'
import { ReviewFacts } from './review-facts.js'
import { ReviewHistory } from './review-history.js'

const words = defineWords(
  {
    back: '机构能力',
    standing: '现在',
    documents: '申请资料',
    fresh: '还没有申请过。填好资料后保存为草稿，再提交给机构。',
    saveTitle: '保存申请资料',
    save: '保存',
    manual: '这家机构没有接上审核接口：请在它的网站提交，再把决定登记在这里。',
  },
  {
    back: 'Capabilities',
    standing: 'Now',
    documents: 'Documents',
    fresh: 'Not applied for yet. Fill in the documents, save them as a draft, then hand it in.',
    saveTitle: 'Save the documents',
    save: 'Save',
    manual:
      'No review interface of this institution is connected: file it at its site, and record here what it decides.',
  },
)

const CALLS = {
  submit: 'POST /capabilities/:id/submit',
  withdraw: 'POST /capabilities/:id/withdraw',
  check: 'POST /capabilities/:id/check',
  record: 'POST /capabilities/:id/record',
} as const

/** One capability: where it stands, its documents with what was found wrong, and how it came here. */
export function CapabilityPage({ kind: id }: { kind: string }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { data, error, reload } = useLoad('capabilities', listCapabilities, {
    everyMs: (loaded) => (loaded.data.some(isUnderWay) ? 3_000 : 30_000),
  })
  if (data === undefined)
    return error ? <Refused error={error} onRetry={reload} /> : <CardSkeleton rows={10} />
  const kind = data.kinds.find((one) => one.kind === id)
  if (kind === undefined) return <NotFound />
  const capability = data.data.find((one) => one.id === id)
  return (
    <Page
      title={pick(language, kind.name, kind.nameEn)}
      back={{ href: hrefTo('/capabilities'), label: t.back }}
    >
      <div className="stack">
        <StaleNote error={error} onRetry={reload} />
        <Card title={t.standing}>
          {capability === undefined ? (
            <p className="muted">{t.fresh}</p>
          ) : (
            <>
              <ReviewFacts review={capability} />
              {capability.way === 'manual' && <p className="muted small">{t.manual}</p>}
              <ReviewActions
                review={capability}
                fields={kind.documents}
                path={`/capabilities/${id}`}
                calls={CALLS}
                onChanged={reload}
              />
            </>
          )}
        </Card>
        <CapabilityDocuments {...{ kind, capability, onChanged: reload }} />
        {capability && <ReviewHistory review={capability} fields={kind.documents} />}
      </div>
    </Page>
  )
}

function CapabilityDocuments(props: {
  kind: CapabilityKind
  capability: Capability | undefined
  onChanged: () => void
}) {
  const { kind, capability, onChanged } = props
  const t = useWords(words)
  const mayCall = useMay()
  // With what was read when it was written: should that change while a reason is given, nothing is overwritten.
  const [toSave, setToSave] = useState<Record<'documents' | 'seen', Record<string, string>>>()
  const isBegun = capability !== undefined && capability.state !== 'withdrawn'
  const readOnly = isBegun
    ? !capability.may.includes('change') || !mayCall('POST /capabilities/:id/change')
    : !mayCall('POST /capabilities')
  const save = async (why: string) => {
    const saved = isBegun
      ? api.post(`/capabilities/${kind.kind}/change`, { ...toSave, why })
      : api.post('/capabilities', { kind: kind.kind, documents: toSave?.documents ?? {}, why })
    // Refused too: then the latest is to be shown.
    await saved.finally(onChanged)
  }
  return (
    <Card title={t.documents}>
      <DocumentsForm
        key={kind.kind}
        fields={kind.documents}
        documents={capability?.documents ?? {}}
        reasons={capability?.reasons ?? []}
        readOnly={readOnly}
        onSave={(documents) => setToSave({ documents, seen: capability?.documents ?? {} })}
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
