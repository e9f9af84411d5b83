import { Tag, Time } from '../../../../office/src/figures.js'
import { defineWords, type Language, useLanguage, useWords } from '../../../../office/src/language.js'
import { countOf } from '../../../../office/src/money.js'
import type { Tone } from '../../../../office/src/names.js'
import { Facts } from '../../../../office/src/page.js'
import { formatSpan } from '../../../../office/src/time.js'
import { useMayLaunch } from '../launches-frame.js'
import { formatBp } from '../share.js'
import { WhyButton } from '../why-button.js'
import { describeSelection } from './describe-selection.js'
import { Funnel } from './funnel.js'
import { actOnBatch, type Batch, type BatchAct, type BatchState } from './invitation-api.js'

interface ActWords {
  label: string
  title: (name: string) => string
  body: string
  done: string
}

const words = defineWords<{
  states: Record<BatchState, string>
  chosen: string
  waves: string
  wave: (sent: number, of: number) => string
  next: string
  starts: string
  expires: string
  acts: Record<BatchAct, ActWords>
}>(
  {
    states: {
      draft: '草稿',
      choosing: '正在选商户',
      running: '发送中',
      paused: '已暂停',
      finished: '全部发出',
      cancelled: '已取消',
    },
    chosen: '选择',
    waves: '波次',
    wave: (sent, of) => `已发 ${sent}/${of} 波`,
    next: '下一波',
    starts: '开始',
    expires: '邀请有效期',
    acts: {
      start: {
        label: '开始发送',
        title: (name) => `开始发送“${name}”？`,
        body: '现在按条件选定商户，到开始时间发出第一波邀请。选定之后名单不再变。',
        done: '已开始',
      },
      pause: {
        label: '暂停',
        title: (name) => `暂停“${name}”？`,
        body: '后面的波次停下；已经发出的邀请照常可以接受。',
        done: '已暂停',
      },
      resume: {
        label: '继续',
        title: (name) => `继续“${name}”？`,
        body: '后面的波次按停下的时长顺延。',
        done: '已继续',
      },
      cancel: {
        label: '取消批次',
        title: (name) => `取消“${name}”？`,
        body: '不再发出后面的波次，还没有答复的邀请收回。已经接受的商户不受影响。取消后不能恢复。',
        done: '已取消',
      },
    },
  },
  {
    states: {
      draft: 'Draft',
      choosing: 'Choosing merchants',
      running: 'Sending',
      paused: 'Paused',
      finished: 'All sent',
      cancelled: 'Cancelled',
    },
    chosen: 'Chosen',
    waves: 'Waves',
    wave: (sent, of) => `${sent} of ${of} sent`,
    next: 'Next wave',
    starts: 'Starts',
    expires: 'Invitations stand for',
    acts: {
      start: {
        label: 'Start sending',
        title: (name) => `Start sending “${name}”?`,
        body: 'Merchants are chosen now, and the first wave goes out at its start. Once chosen, the list stays as it is.',
        done: 'Started',
      },
      pause: {
        label: 'Pause',
        title: (name) => `Pause “${name}”?`,
        body: 'Further waves are held back; letters that are out can still be accepted.',
        done: 'Paused',
      },
      resume: {
        label: 'Resume',
        title: (name) => `Resume “${name}”?`,
        body: 'Further waves are later by as long as it was held.',
        done: 'Resumed',
      },
      cancel: {
        label: 'Cancel',
        title: (name) => `Cancel “${name}”?`,
        body: 'No more waves go out, and letters without an answer are taken back. Merchants who accepted stay. It cannot be undone.',
        done: 'Cancelled',
      },
    },
  },
)

const TONES: Record<BatchState, Tone> = {
  draft: 'quiet',
  choosing: 'busy',
  running: 'good',
  paused: 'warn',
  finished: 'good',
  cancelled: 'quiet',
}

const ACTS: Record<BatchState, BatchAct[]> = {
  draft: ['start', 'cancel'],
  choosing: ['cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  finished: ['cancel'],
  cancelled: [],
}

const wavesSaid = (batch: Batch, language: Language) =>
  batch.waves
    .map(({ shareBp, afterMs }) =>
      afterMs === 0 ? formatBp(shareBp) : `${formatBp(shareBp)} (+${formatSpan(afterMs, language)})`,
    )
    .join(' → ')

/** One batch: whom it chose, which waves are out, and what became of them. */
export function BatchCard({ batch, onChanged }: { batch: Batch; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const may = useMayLaunch()
  return (
    <article className="batch" aria-label={batch.name}>
      <div className="card-head">
        <h3>{batch.name}</h3>
        <Tag tone={TONES[batch.state] ?? 'quiet'}>{t.states[batch.state] ?? batch.state}</Tag>
        <span className="muted small">
          {countOf(batch.size, language, '家商户', 'merchant', 'merchants')}
        </span>
        {may && (
          <div className="card-aside">
            {(ACTS[batch.state] ?? []).map((act) => (
              <WhyButton
                key={act}
                label={t.acts[act].label}
                title={t.acts[act].title(batch.name)}
                done={t.acts[act].done}
                button={{
                  size: 'small',
                  type: act === 'start' ? 'primary' : 'default',
                  danger: act === 'cancel',
                }}
                run={(why) => actOnBatch(batch.id, act, why)}
                onDone={onChanged}
              >
                <p>{t.acts[act].body}</p>
              </WhyButton>
            ))}
          </div>
        )}
      </div>
      <div className="batch-body">
        <div>
          <Funnel figures={batch.funnel} />
        </div>
        <Facts
          facts={[
            [t.chosen, describeSelection(batch.selection, language)],
            [
              t.waves,
              <span key="waves">
                {t.wave(batch.wavesSent, batch.waves.length)}
                <span className="sub">{wavesSaid(batch, language)}</span>
              </span>,
            ],
            [t.next, batch.nextWaveAt ? <Time key="next" at={batch.nextWaveAt} /> : undefined],
            [t.starts, <Time key="starts" at={batch.startsAt} />],
            [t.expires, formatSpan(batch.expiresInMs, language)],
          ]}
        />
      </div>
    </article>
  )
}
