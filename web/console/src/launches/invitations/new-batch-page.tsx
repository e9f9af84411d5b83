import { Input } from 'antd'
import { useId, useState } from 'react'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { Card, Page } from '../../../../office/src/page.js'
import { goTo, hrefTo } from '../../../../office/src/route.js'
import { api } from '../../console-api.js'
import { UNIT_MS } from '../fields/duration.js'
import { MomentField } from '../fields/moment-field.js'
import { SpanField } from '../fields/span-field.js'
import { launchPath } from '../launch-api.js'
import { ReadOnlyNote, useMayLaunch } from '../launches-frame.js'
import { WhyButton } from '../why-button.js'
import { BatchPreview } from './batch-preview.js'
import type { NewBatch } from './invitation-api.js'
import { SelectionField } from './selection-field.js'
import { isWhole, WavesField } from './waves-field.js'

const words = defineWords(
  {
    title: '新建邀请批次',
    back: '邀请批次',
    name: '批次名称',
    nameHint: '例如：首批茶叶商户',
    whom: '邀请谁',
    when: '什么时候',
    starts: '第一波不早于',
    expires: '每封邀请的有效期',
    waves: '波次',
    create: '新建批次',
    ask: (name: string) => `新建批次“${name}”？`,
    body: '先存为草稿，不会发出任何邀请；看过之后再点“开始发送”。',
    done: '已存为草稿，还没有发出',
  },
  {
    title: 'New batch of invitations',
    back: 'Batches',
    name: 'Name of the batch',
    nameHint: 'e.g. First sellers of tea',
    whom: 'Whom',
    when: 'When',
    starts: 'The first wave not before',
    expires: 'Each invitation stands for',
    waves: 'Waves',
    create: 'Create the batch',
    ask: (name: string) => `Create the batch “${name}”?`,
    body: 'It is kept as a draft and invites nobody; look at it, then start sending.',
    done: 'Kept as a draft; nothing is sent yet',
  },
)

const fresh = (): NewBatch => ({
  name: '',
  selection: { rule: {} },
  waves: [
    { shareBp: 1_000, afterMs: 0 },
    { shareBp: 3_000, afterMs: UNIT_MS.day },
    { shareBp: 6_000, afterMs: 3 * UNIT_MS.day },
  ],
  startsAt: new Date().toISOString(),
  expiresInMs: 14 * UNIT_MS.day,
})

/** Whom to invite, in which waves; how many that would be stands beside it all the time. */
export function NewBatchPage({ launchId }: { launchId: string }) {
  const t = useWords(words)
  const id = useId()
  const may = useMayLaunch()
  const [batch, setBatch] = useState(fresh)
  const set = (patch: Partial<NewBatch>) => setBatch((before) => ({ ...before, ...patch }))
  const batches = hrefTo(`/launches/${launchId}`, { tab: 'batches' })
  const isReady =
    batch.name.trim() !== '' && isWhole(batch.waves) && batch.selection.merchantIds?.length !== 0
  return (
    <Page title={t.title} back={{ href: batches, label: t.back }}>
      <div className="columns">
        <div className="columns-aside stack">
          {may && (
            <Card>
              <BatchPreview launchId={launchId} selection={batch.selection} />
            </Card>
          )}
          <ReadOnlyNote />
        </div>
        <div className="columns-main stack">
          <Card title={t.whom}>
            <div className="field">
              <label htmlFor={`${id}-name`}>{t.name}</label>
              <Input
                id={`${id}-name`}
                maxLength={64}
                placeholder={t.nameHint}
                value={batch.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            </div>
            <SelectionField value={batch.selection} onChange={(selection) => set({ selection })} />
          </Card>
          <Card title={t.when}>
            <div className="pair">
              <div className="field">
                <label htmlFor={`${id}-starts`}>{t.starts}</label>
                <MomentField
                  id={`${id}-starts`}
                  value={batch.startsAt}
                  onChange={(startsAt) => set({ startsAt })}
                />
              </div>
              <div className="field">
                <span>{t.expires}</span>
                <SpanField
                  label={t.expires}
                  valueMs={batch.expiresInMs}
                  onChange={(expiresInMs) => set({ expiresInMs })}
                />
              </div>
            </div>
            <h3 className="field-head">{t.waves}</h3>
            <WavesField value={batch.waves} onChange={(waves) => set({ waves })} />
          </Card>
          {may && (
            <div>
              <WhyButton
                label={t.create}
                title={t.ask(batch.name.trim())}
                button={{ type: 'primary', disabled: !isReady }}
                done={t.done}
                run={(why) =>
                  api.post(`${launchPath(launchId)}/batches`, { ...batch, name: batch.name.trim(), why })
                }
                onDone={() => goTo(batches)}
              >
                <p>{t.body}</p>
              </WhyButton>
            </div>
          )}
        </div>
      </div>
    </Page>
  )
}
