import { useState } from 'preact/hooks'
import { useLanguage, useSay } from '../shared/language.js'
import { useAnswer } from '../shared/use-answer.js'
import {
  addFault,
  INSTITUTION_NAMES,
  type InstitutionName,
  type NewFault,
  readOperations,
} from './control-calls.js'
import { canSuffer, EFFECTS, type EffectKind, operationsFor } from './fault-effects.js'
import { FaultParams, readParams } from './fault-params.js'
import { institutionWord } from './state-words.js'
import { useAction } from './tell.js'

const GROUPS: ReadonlyArray<[EffectKind, string, string]> = [
  ['call', '调用', 'Calls'],
  ['notice', '通知', 'Notices'],
  ['refund', '退款', 'Refunds'],
]

/** "notice:delay" and "call:delay" are one word in the API but two in this form. */
const keyOf = ({ kind, effect }: { kind: string; effect: string }) => `${kind}:${effect}`

export function FaultForm({ onAdded }: { onAdded: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const { busy, run } = useAction()
  const [chosen, setChosen] = useState('notice:lose')
  const [chosenInstitution, setInstitution] = useState<InstitutionName | '*'>('*')
  const [operation, setOperation] = useState('*')
  const [outTradeNo, setOutTradeNo] = useState('')
  const [times, setTimes] = useState('1')
  const [percent, setPercent] = useState('100')
  const [params, setParams] = useState<Record<string, string>>({})
  const { effect, kind } = EFFECTS.find((one) => keyOf(one) === chosen) ?? EFFECTS[0]!
  const known = useAnswer(readOperations, [])
  const operationsOf = known.state === 'done' ? known.value : null
  const institutions = INSTITUTION_NAMES.filter((name) => canSuffer(operationsOf, name, { effect, kind }))
  const institution =
    chosenInstitution !== '*' && institutions.includes(chosenInstitution) ? chosenInstitution : '*'
  const operations = operationsFor(operationsOf ?? {}, institution, kind)
  // "Any" would let a delay strike at calls and notices alike, so a delay names its operation.
  const anywhere = effect === 'delay' ? (operations[0] ?? '') : '*'
  const where = operations.includes(operation) ? operation : anywhere

  const rule = (): NewFault => ({
    institution,
    effect,
    operation: where,
    rate: Number(percent) / 100,
    params: readParams(effect, params),
    ...(times.trim() === '' ? {} : { times: Number(times) }),
    ...(outTradeNo.trim() === '' ? {} : { outTradeNo: outTradeNo.trim() }),
  })
  const submit = async () => {
    if (await run(() => addFault(rule()), say('故障已设好', 'Fault set'))) onAdded()
  }
  return (
    <form
      class="card form"
      aria-labelledby="fault-form-title"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h3 id="fault-form-title">{say('制造一个故障', 'Make something go wrong')}</h3>
      <label class="wide">
        <span>{say('会发生什么', 'What happens')}</span>
        <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          {GROUPS.map(([group, zh, en]) => (
            <optgroup label={say(zh, en)}>
              {EFFECTS.filter((one) => one.kind === group).map((one) => (
                <option value={keyOf(one)}>{one[language]}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>{say('机构', 'Institution')}</span>
        <select
          value={institution}
          onChange={(event) => setInstitution(event.currentTarget.value as InstitutionName | '*')}
        >
          <option value="*">{say('都可以', 'Any')}</option>
          {institutions.map((name) => (
            <option value={name}>{institutionWord(name, say)}</option>
          ))}
        </select>
      </label>
      <label>
        <span>{say('操作', 'Operation')}</span>
        <select value={where} onChange={(event) => setOperation(event.currentTarget.value)}>
          {effect !== 'delay' && <option value="*">{say('都可以', 'Any')}</option>}
          {operations.map((one) => (
            <option value={one}>{one}</option>
          ))}
        </select>
      </label>
      {known.state === 'failed' && (
        <p class="wide" role="alert">
          {say(
            '读不到操作清单：沙箱没有回答。',
            'The operations could not be read: the sandbox did not answer.',
          )}{' '}
          <button type="button" onClick={known.retry}>
            {say('再试一次', 'Try again')}
          </button>
        </p>
      )}
      <label>
        <span>{say('几次（空 = 一直）', 'How often (empty = for ever)')}</span>
        <input
          type="number"
          min="1"
          step="1"
          value={times}
          onInput={(event) => setTimes(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>{say('机会 %', 'Chance %')}</span>
        <input
          type="number"
          min="0"
          max="100"
          required
          value={percent}
          onInput={(event) => setPercent(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>{say('只对这个单号', 'Only this order')}</span>
        <input
          type="text"
          placeholder={say('不填 = 全部', 'empty = all')}
          value={outTradeNo}
          onInput={(event) => setOutTradeNo(event.currentTarget.value)}
        />
      </label>
      <FaultParams
        effect={effect}
        values={params}
        onChange={(name, value) => setParams({ ...params, [name]: value })}
      />
      <button type="submit" class="primary" disabled={busy || where === ''}>
        {say('设好', 'Set')}
      </button>
    </form>
  )
}
