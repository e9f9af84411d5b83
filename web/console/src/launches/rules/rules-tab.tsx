import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { Facts } from '../../../../office/src/page.js'
import { changeLaunch, type Launch, type LaunchDetail } from '../launch-api.js'
import type { LaunchRules } from '../launch-rules.js'
import { useMayLaunch } from '../launches-frame.js'
import { WhyButton } from '../why-button.js'
import { describeRules } from './describe-rules.js'
import { carryOver, diffRules, sameRules } from './diff-rules.js'
import { RuleChanges } from './rule-changes.js'
import { RulesForm } from './rules-form.js'

const words = defineWords(
  {
    changes: (n: number) => `${n} 处改动，还没有保存`,
    none: '没有改动',
    drop: '放弃改动',
    look: '看改动并保存',
    title: '这些会改变，一秒内生效',
    save: '保存',
    saved: '已保存，一秒内生效',
    lower: '份额变小：一部分已经看到的顾客会不再看到。已经在付的单照常付完。',
    moved: (version: number) => `这期间规则已经变成 v${version}`,
    movedHint: '你的改动还在。先接到新版本上，再看一遍会改变什么。',
    carry: '接到新版本上',
  },
  {
    changes: (n: number) => (n === 1 ? '1 change, not saved yet' : `${n} changes, not saved yet`),
    none: 'Nothing changed',
    drop: 'Drop changes',
    look: 'Review and save',
    title: 'This changes, within a second',
    save: 'Save',
    saved: 'Saved; it holds within a second',
    lower:
      'The share shrinks: some shoppers who see it now will not any more. Payments under way go on to their end.',
    moved: (version: number) => `Meanwhile the rules have become v${version}`,
    movedHint: 'Your changes are still here. Carry them over to the new version and look again.',
    carry: 'Carry over',
  },
)

interface Draft {
  version: number
  base: LaunchRules
  rules: LaunchRules
}

/** The rules as a form; what it changes is read before it is saved, and never on top of a version not seen. */
export function RulesTab({ launch, onChanged }: { launch: LaunchDetail; onChanged: () => void }) {
  const { language } = useLanguage()
  const may = useMayLaunch()
  const [draft, setDraft] = useState<Draft>()
  // Text fields keep what was typed; other rules than those they began with want new fields.
  const [round, setRound] = useState(0)
  if (!may || launch.rules.state === 'ended')
    return (
      <Facts
        facts={describeRules(launch.rules, language).map(({ label, said }) => [
          label,
          Array.isArray(said) ? said.join('；') || '—' : said,
        ])}
      />
    )
  const begin = (rules: LaunchRules): Draft => ({ version: launch.version, base: launch.rules, rules })
  const replace = (next: Draft | undefined) => {
    setDraft(next)
    setRound((n) => n + 1)
  }
  const touched = draft !== undefined && !sameRules(draft.rules, draft.base)
  // What was just saved stands until the launch comes back with it; then, as ever, the form follows the launch.
  const held = draft && (touched || launch.version < draft.version) ? draft : undefined
  return (
    <>
      <RulesForm
        key={`${round} ${held?.version ?? launch.version}`}
        institution={launch.institution}
        rules={held?.rules ?? launch.rules}
        onChange={(rules) => setDraft(held ? { ...held, rules } : begin(rules))}
      />
      {held && touched && (
        <SaveBar
          launch={launch}
          draft={held}
          onDrop={() => replace(undefined)}
          onCarry={() => replace(begin(carryOver(held.base, held.rules, launch.rules)))}
          onSaved={({ version, rules }) => {
            replace({ version, base: rules, rules })
            onChanged()
          }}
        />
      )}
    </>
  )
}

interface SaveBarProps {
  launch: LaunchDetail
  draft: Draft
  onDrop: () => void
  onCarry: () => void
  onSaved: (saved: Launch) => void
}

function SaveBar({ launch, draft, onDrop, onCarry, onSaved }: SaveBarProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const changes = diffRules(draft.base, draft.rules, language)
  const saved = useRef<Launch>(undefined)
  if (draft.version < launch.version)
    return (
      <Alert
        className="save-bar"
        type="warning"
        showIcon
        role="status"
        title={t.moved(launch.version)}
        description={t.movedHint}
        action={
          <div className="save-does">
            <Button onClick={onDrop}>{t.drop}</Button>
            <Button type="primary" onClick={onCarry}>
              {t.carry}
            </Button>
          </div>
        }
      />
    )
  return (
    <div className="save-bar" role="status">
      <span>{changes.length === 0 ? t.none : t.changes(changes.length)}</span>
      <div className="save-does">
        <Button onClick={onDrop}>{t.drop}</Button>
        <WhyButton
          label={t.look}
          confirm={t.save}
          title={t.title}
          button={{ type: 'primary', disabled: changes.length === 0 }}
          done={t.saved}
          run={async (why) => {
            saved.current = await changeLaunch(launch.id, draft.version, draft.rules, why)
          }}
          onDone={() => saved.current && onSaved(saved.current)}
        >
          <RuleChanges from={draft.base} to={draft.rules} />
          {draft.rules.shareBp < draft.base.shareBp && <Alert type="warning" showIcon title={t.lower} />}
        </WhyButton>
      </div>
    </div>
  )
}
