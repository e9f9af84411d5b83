import { Button } from 'antd'
import { queryOf } from '../../../../office/src/api.js'
import { Tag, Time } from '../../../../office/src/figures.js'
import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { CardSkeleton, Refused } from '../../../../office/src/load-states.js'
import type { Page } from '../../../../office/src/types.js'
import { useCursorList } from '../../../../office/src/use-cursor-list.js'
import { api } from '../../console-api.js'
import { isAlarm } from '../course/chart-scale.js'
import { type LaunchDetail, type LaunchVersion, launchPath, rollBackLaunch } from '../launch-api.js'
import { actorName, eventName } from '../launch-names.js'
import { useMayLaunch } from '../launches-frame.js'
import { WhyButton } from '../why-button.js'
import { RuleChanges } from './rule-changes.js'

const words = defineWords(
  {
    label: '规则的版本',
    current: '当前',
    first: '第一个版本',
    back: '回滚到此版本',
    ask: (version: number) => `回滚到 v${version}？`,
    body: '旧版本的规则会成为一个新版本，一秒内生效。这些会改变：',
    done: (version: number) => `已回滚到 v${version} 的规则`,
    more: '更早的版本',
    than: (version: number) => `相对 v${version}：`,
  },
  {
    label: 'Versions of the rules',
    current: 'now',
    first: 'The first version',
    back: 'Roll back to this',
    ask: (version: number) => `Roll back to v${version}?`,
    body: 'Its rules become a new version, within a second. This changes:',
    done: (version: number) => `Rolled back to the rules of v${version}`,
    more: 'Earlier versions',
    than: (version: number) => `against v${version}:`,
  },
)

/** Every version that there ever was, what it changed, who made it so and why; any of them can come back. */
export function VersionsTab({ launch, onChanged }: { launch: LaunchDetail; onChanged: () => void }) {
  const t = useWords(words)
  const list = useCursorList<LaunchVersion>(`${launch.id} ${launch.version}`, (cursor, signal) =>
    api.get<Page<LaunchVersion>>(`${launchPath(launch.id)}/versions${queryOf({ cursor })}`, signal),
  )
  // Those that came with the launch stand here while the list asks anew.
  const rows = list.rows ?? launch.versions
  if (rows.length === 0) return list.error ? <Refused error={list.error} /> : <CardSkeleton rows={4} />
  return (
    <>
      {list.error && <Refused error={list.error} onRetry={list.rows ? list.loadMore : list.reload} />}
      <ol className="versions" aria-label={t.label}>
        {rows.map((version, index) => (
          <VersionLine
            key={version.version}
            version={version}
            before={rows[index + 1]}
            launch={launch}
            onChanged={onChanged}
          />
        ))}
      </ol>
      {list.hasMore && (
        <div className="more">
          <Button onClick={list.loadMore} loading={list.loadingMore}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  )
}

interface VersionLineProps {
  version: LaunchVersion
  /** The one before it, once it is loaded. */
  before: LaunchVersion | undefined
  launch: LaunchDetail
  onChanged: () => void
}

function VersionLine({ version, before, launch, onChanged }: VersionLineProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const may = useMayLaunch()
  const isCurrent = version.version === launch.version
  return (
    <li>
      <div className="version-head">
        <strong>v{version.version}</strong>
        {isCurrent && <Tag tone="good">{t.current}</Tag>}
        <Tag tone={isAlarm(version.action) ? 'alarm' : 'quiet'}>{eventName(version.action, language)}</Tag>
        <span className="muted">
          <Time at={version.validFrom} seconds /> · {actorName(version.by, language)}
        </span>
        {may && !isCurrent && launch.rules.state !== 'ended' && (
          <WhyButton
            label={t.back}
            title={t.ask(version.version)}
            button={{ size: 'small' }}
            done={t.done(version.version)}
            run={(why) => rollBackLaunch(launch.id, launch.version, version.version, why)}
            onDone={onChanged}
          >
            <p>{t.body}</p>
            <RuleChanges from={launch.rules} to={version.rules} />
          </WhyButton>
        )}
      </div>
      {version.why !== '' && <p className="version-why">{version.why}</p>}
      {before ? (
        <RuleChanges from={before.rules} to={version.rules} />
      ) : (
        version.version === 1 && <p className="muted">{t.first}</p>
      )}
    </li>
  )
}
