import { useState } from 'react'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { CardSkeleton } from '../../../../office/src/load-states.js'
import { Card, Page } from '../../../../office/src/page.js'
import { goTo, hrefTo } from '../../../../office/src/route.js'
import { useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import { ReadOnlyNote, useMayLaunch } from '../launches-frame.js'
import { WhyButton } from '../why-button.js'
import type { Terms } from './terms-api.js'
import { TermsEditor, type TermsText } from './terms-editor.js'
import { TermsRefused } from './terms-refused.js'

const words = defineWords(
  {
    title: '新建规则版本',
    back: '平台规则',
    create: '存为草稿',
    ask: '存为草稿？',
    body: '草稿只有控制台看得到，发布前可以一直改。',
    done: '已存为草稿',
  },
  {
    title: 'New version of the terms',
    back: 'Terms',
    create: 'Keep as a draft',
    ask: 'Keep it as a draft?',
    body: 'A draft is seen in the console only, and can be changed until it is published.',
    done: 'Kept as a draft',
  },
)

const EMPTY: TermsText = { label: '', agreement: 'needed', body: '', bodyEn: '' }

/** Begins from the text in force: a new version seldom says everything anew. */
export function NewTermsPage() {
  const t = useWords(words)
  const { data, error } = useLoad('terms in force', (signal) =>
    api
      .get<{ data: Terms[] }>('/terms', signal)
      .then(({ data: versions }) => versions.find(({ inForce }) => inForce) ?? null),
  )
  return (
    <Page title={t.title} back={{ href: hrefTo('/launches/terms'), label: t.back }}>
      <ReadOnlyNote />
      {data === undefined && !error ? (
        <CardSkeleton rows={12} />
      ) : (
        <NewTerms first={data ? { ...data, label: '' } : EMPTY} />
      )}
    </Page>
  )
}

function NewTerms({ first }: { first: TermsText }) {
  const t = useWords(words)
  const may = useMayLaunch()
  const [text, setText] = useState<TermsText>({
    label: first.label,
    agreement: first.agreement,
    body: first.body,
    bodyEn: first.bodyEn,
  })
  const isReady = [text.label, text.body, text.bodyEn].every((one) => one.trim() !== '')
  return (
    <Card>
      <TermsEditor value={text} onChange={setText} />
      {may && (
        <div className="form-does">
          <WhyButton
            label={t.create}
            title={t.ask}
            button={{ type: 'primary', disabled: !isReady }}
            done={t.done}
            refused={(error) => <TermsRefused error={error} />}
            run={(why) =>
              api
                .post<Terms>('/terms', { ...text, label: text.label.trim(), why })
                .then(({ seq }) => goTo(hrefTo(`/launches/terms/${seq}`)))
            }
          >
            <p>{t.body}</p>
          </WhyButton>
        </div>
      )}
    </Card>
  )
}
