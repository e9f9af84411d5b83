import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { actOnLaunch, type Launch, type LaunchAct } from './launch-api.js'
import type { LaunchRules } from './launch-rules.js'
import { WhyButton } from './why-button.js'

type Move = Exclude<LaunchAct, 'halt' | 'resume'>

interface MoveWords {
  label: string
  title: (name: string) => string
  body: string
  done: string
}

const words = defineWords<{ moves: Record<Move, MoveWords>; label: string }>(
  {
    label: '对这次上线的操作',
    moves: {
      'go-live': {
        label: '开始上线',
        title: (name) => `让“${name}”开始上线？`,
        body: '从现在起，接受邀请的商户的顾客会按规则看到它。所需能力必须都已获批。',
        done: '已上线',
      },
      'schedule/start': {
        label: '启动阶段计划',
        title: (name) => `启动“${name}”的阶段计划？`,
        body: '份额从第一阶段开始，到时自动进入下一阶段；护栏触发或有人暂停时停下。',
        done: '阶段计划已启动',
      },
      'schedule/pause': {
        label: '暂停推进',
        title: (name) => `暂停“${name}”的阶段计划？`,
        body: '份额停在现在的阶段，已经看到的顾客继续看得到。',
        done: '已暂停推进',
      },
      'schedule/resume': {
        label: '继续推进',
        title: (name) => `继续“${name}”的阶段计划？`,
        body: '从现在的阶段重新计时，到时进入下一阶段。请先确认护栏指标已经恢复。',
        done: '继续推进',
      },
      'open-to-everyone': {
        label: '对全部商户开放',
        title: (name) => `把“${name}”对全部商户开放？`,
        body: '不再需要邀请：除已婉拒、自己暂停或被平台停用的之外，所有商户都开通，适用现行平台规则。',
        done: '已对全部商户开放',
      },
      end: {
        label: '结束上线',
        title: (name) => `结束“${name}”？`,
        body: '它的支付方式不再出现，并且不能恢复；以后要再放出，就用同样的支付方式新建一次上线。已经在付的单照常付完。',
        done: '已结束',
      },
    },
  },
  {
    label: 'What can be done to this launch',
    moves: {
      'go-live': {
        label: 'Go live',
        title: (name) => `Let “${name}” go live?`,
        body: 'From now on shoppers of merchants who accepted see it by its rules. Every capability that it needs must be granted.',
        done: 'It is live',
      },
      'schedule/start': {
        label: 'Start the schedule',
        title: (name) => `Start the schedule of “${name}”?`,
        body: 'The share begins with the first step and moves on by itself; it stops when a guardrail trips or somebody pauses it.',
        done: 'The schedule runs',
      },
      'schedule/pause': {
        label: 'Pause the schedule',
        title: (name) => `Pause the schedule of “${name}”?`,
        body: 'The share stays where it is; shoppers who see it keep seeing it.',
        done: 'The schedule is paused',
      },
      'schedule/resume': {
        label: 'Resume the schedule',
        title: (name) => `Resume the schedule of “${name}”?`,
        body: 'The present step is timed anew, then the next begins. Make sure first that the guardrails hold again.',
        done: 'The schedule goes on',
      },
      'open-to-everyone': {
        label: 'Open to all merchants',
        title: (name) => `Open “${name}” to all merchants?`,
        body: 'No invitation is needed any more: all merchants have it under the terms in force, except those who declined, paused it or are suspended.',
        done: 'Open to all merchants',
      },
      end: {
        label: 'End the launch',
        title: (name) => `End “${name}”?`,
        body: 'Its methods are gone and it cannot be resumed; a new launch may take the same methods. Payments under way go on to their end.',
        done: 'It has ended',
      },
    },
  },
)

function movesOf({ state, schedule, merchants }: LaunchRules): Move[] {
  if (state === 'ended') return []
  const moves: Move[] = []
  if (state === 'draft') moves.push('go-live')
  if (state === 'live' && schedule.steps.length > 0) {
    if (schedule.state === 'off') moves.push('schedule/start')
    if (schedule.state === 'running') moves.push('schedule/pause')
    if (schedule.state === 'paused') moves.push('schedule/resume')
  }
  if (state === 'live' && merchants === 'invited') moves.push('open-to-everyone')
  // A draft too: as long as it stands, it holds its methods back.
  return [...moves, 'end']
}

export function LaunchMoves({ launch, onDone }: { launch: Launch; onDone: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const name = pick(language, launch.name, launch.nameEn)
  const moves = movesOf(launch.rules)
  if (moves.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons.
    <div className="launch-moves" role="group" aria-label={t.label}>
      {moves.map((move) => (
        <WhyButton
          key={move}
          label={t.moves[move].label}
          title={t.moves[move].title(name)}
          done={t.moves[move].done}
          button={{
            type: move === 'go-live' ? 'primary' : 'default',
            danger: move === 'end',
          }}
          run={(why) => actOnLaunch(launch.id, move, why)}
          onDone={onDone}
        >
          <p>{t.moves[move].body}</p>
        </WhyButton>
      ))}
    </div>
  )
}
