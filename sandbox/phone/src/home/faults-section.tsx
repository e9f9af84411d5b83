import { useLanguage, useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import { type FaultRule, listFaults, removeAllFaults, removeFault } from './control-calls.js'
import { effectOf } from './fault-effects.js'
import { FaultForm } from './fault-form.js'
import { Instead, Section } from './parts.js'
import { institutionWord } from './state-words.js'
import { useAction } from './tell.js'

export function FaultsSection({ news, onChanged }: { news: number; onChanged: () => void }) {
  const say = useSay()
  const { busy, run } = useAction()
  const faults = useAnswer(listFaults, [news])
  const rules = faults.state === 'done' ? faults.value : []
  const clear = () => run(removeAllFaults, say('故障都已移除', 'All faults removed')).then(onChanged)
  return (
    <Section
      id="faults"
      title={say('故障', 'Faults')}
      hint={say(
        '通知会丢、会重、会晚到，连接会断：在这里提前遇到它们。',
        'Notices get lost, doubled and late, and lines break: meet it here first.',
      )}
      end={
        rules.length > 1 && (
          <button type="button" disabled={busy} onClick={() => void clear()}>
            {say('全部移除', 'Remove all')}
          </button>
        )
      }
    >
      <Instead
        loaded={faults}
        isEmpty={(value) => value.length === 0}
        empty={say('没有故障，一切正常。', 'No faults: everything works.')}
      />
      {rules.length > 0 && (
        <ul class="faults">
          {rules.map((rule) => (
            <FaultRow key={rule.id} rule={rule} onChanged={onChanged} />
          ))}
        </ul>
      )}
      <FaultForm onAdded={onChanged} />
    </Section>
  )
}

function FaultRow({ rule, onChanged }: { rule: FaultRule; onChanged: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const { busy, run } = useAction()
  const sentence = effectOf(rule.effect, rule.operation)?.[language] ?? rule.effect
  const left = rule.times === null ? null : Math.max(0, rule.times - rule.struck)
  const params = Object.entries(rule.params)
  return (
    <li class={left === 0 ? 'spent' : ''}>
      <div>
        <b>{sentence}</b>
        <p>
          {institutionWord(rule.institution === '*' ? null : rule.institution, say)} ·{' '}
          <span class="mono">
            {rule.operation === '*' ? say('任何操作', 'any operation') : rule.operation}
          </span>
          {rule.outTradeNo && (
            <>
              {' '}
              · <span class="mono">{rule.outTradeNo}</span>
            </>
          )}
          {rule.rate < 1 && ` · ${Math.round(rule.rate * 100)}%`}
          {params.length > 0 && (
            <span class="mono"> · {params.map(([name, value]) => `${name}=${value}`).join(' ')}</span>
          )}
        </p>
        <p>
          {left === null
            ? say(`一直有效，已发生 ${rule.struck} 次`, `For ever; struck ${rule.struck} times`)
            : left === 0
              ? say(`已用完，共发生 ${rule.struck} 次`, `Used up after ${rule.struck}`)
              : say(
                  `还会发生 ${left} 次，已发生 ${rule.struck} 次`,
                  `${left} more to come; struck ${rule.struck}`,
                )}
        </p>
      </div>
      <button
        type="button"
        disabled={busy}
        aria-label={say(`移除：${sentence}`, `Remove: ${sentence}`)}
        onClick={() =>
          void run(() => removeFault(rule.id), say('故障已移除', 'Fault removed')).then(onChanged)
        }
      >
        {say('移除', 'Remove')}
      </button>
    </li>
  )
}
