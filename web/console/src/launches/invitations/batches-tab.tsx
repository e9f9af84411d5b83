import { Button } from 'antd'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { CardSkeleton, Empty, Refused, StaleNote } from '../../../../office/src/load-states.js'
import { hrefTo } from '../../../../office/src/route.js'
import { useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import { type LaunchDetail, launchPath } from '../launch-api.js'
import { useMayLaunch } from '../launches-frame.js'
import { BatchCard } from './batch-card.js'
import type { Batch } from './invitation-api.js'

const words = defineWords(
  {
    fresh: '新建批次',
    none: '还没有邀请批次',
    hint: '按名单或条件选商户，分几波发出邀请；商户在工作台接受后马上开通。',
  },
  {
    fresh: 'New batch',
    none: 'There is no batch yet',
    hint: 'Choose merchants by list or rule and invite them in waves; who accepts in the workbench is live at once.',
  },
)

const EVERY_MS = 5_000

export function BatchesTab({ launch }: { launch: LaunchDetail }) {
  const t = useWords(words)
  const may = useMayLaunch()
  const { data, error, reload } = useLoad(
    `batches ${launch.id}`,
    (signal) =>
      api.get<{ data: Batch[] }>(`${launchPath(launch.id)}/batches`, signal).then((answer) => answer.data),
    { everyMs: () => EVERY_MS },
  )
  if (!data) return error ? <Refused error={error} onRetry={reload} /> : <CardSkeleton rows={6} />
  return (
    <div className="stack">
      <StaleNote error={error} onRetry={reload} />
      {may && launch.rules.state !== 'ended' && (
        <div>
          <Button type="primary" href={hrefTo(`/launches/${launch.id}/new-batch`)}>
            {t.fresh}
          </Button>
        </div>
      )}
      {data.length === 0 && <Empty title={t.none}>{t.hint}</Empty>}
      {data.map((batch) => (
        <BatchCard key={batch.id} batch={batch} onChanged={reload} />
      ))}
    </div>
  )
}
