import { Radio } from 'antd'
import { Fragment, useState } from 'react'
import { Clock, Tag } from './figures.js'
import { AlarmIcon } from './icons.js'
import { defineWords, pick, useLanguage, useWords } from './language.js'
import { Empty } from './load-states.js'
import { countStory, filterStory, groupOf, inOrder, STORY_GROUPS, type StoryFilter } from './story.js'
import { Booked, type NameOf, StoryDetails } from './story-details.js'
import { formatDay, formatSpan } from './time.js'
import type { StoryEntry } from './types.js'

const words = defineWords(
  {
    all: '全部',
    alarms: '警报',
    states: '状态',
    notices: '通知',
    calls: '调用机构',
    ledger: '账本',
    webhooks: 'Webhook',
    filter: '按种类筛选',
    raw: '原始数据',
    alarm: '需要人看',
    none: '这一类还没有发生过',
  },
  {
    all: 'All',
    alarms: 'Alarms',
    states: 'States',
    notices: 'Notices',
    calls: 'Calls',
    ledger: 'Ledger',
    webhooks: 'Webhooks',
    filter: 'Filter by kind',
    raw: 'Raw data',
    alarm: 'Needs a person',
    none: 'Nothing of this kind has happened',
  },
)

/** Everything that happened to a checkout, told in order; for support and finance. */
export function StoryTimeline({ entries, nameOf }: { entries: StoryEntry[]; nameOf: NameOf }) {
  const t = useWords(words)
  const [filter, setFilter] = useState<StoryFilter>('all')
  const told = inOrder(entries)
  const counts = countStory(told)
  const choices: StoryFilter[] = ['all', ...(counts.alarms > 0 ? (['alarms'] as const) : []), ...STORY_GROUPS]
  const shown = filterStory(told, filter)
  return (
    <>
      <div className="scroll-x">
        <Radio.Group
          size="small"
          optionType="button"
          aria-label={t.filter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          options={choices.map((choice) => ({ value: choice, label: `${t[choice]} ${counts[choice]}` }))}
        />
      </div>
      {shown.length === 0 ? <Empty title={t.none} /> : <StoryList entries={shown} nameOf={nameOf} />}
    </>
  )
}

function StoryList({ entries, nameOf }: { entries: StoryEntry[]; nameOf: NameOf }) {
  const { language } = useLanguage()
  let day = ''
  let before: number | undefined
  return (
    <ol className="story">
      {entries.map((entry) => {
        const entryDay = formatDay(entry.at, { language })
        const newDay = entryDay !== day
        day = entryDay
        const at = new Date(entry.at).getTime()
        const gapMs = before === undefined || newDay ? undefined : at - before
        before = at
        return (
          <Fragment key={entry.id}>
            {newDay && <li className="story-day">{entryDay}</li>}
            <StoryLine entry={entry} gapMs={gapMs} nameOf={nameOf} />
          </Fragment>
        )
      })}
    </ol>
  )
}

interface StoryLineProps {
  entry: StoryEntry
  gapMs: number | undefined
  nameOf: NameOf
}

function StoryLine({ entry, gapMs, nameOf }: StoryLineProps) {
  const { language } = useLanguage()
  const t = useWords(words)
  const hasData = Object.keys(entry.data).length > 0
  return (
    <li className={`story-line story-${groupOf(entry.kind)} ${entry.alarm ? 'story-alarm' : ''}`}>
      <div className="story-time">
        <Clock at={entry.at} />
        {gapMs !== undefined && gapMs >= 1000 && (
          <span className="muted">+{formatSpan(gapMs, language)}</span>
        )}
      </div>
      <span className="story-dot" aria-hidden="true" />
      <div className="story-body">
        <div className="story-title">
          {entry.alarm && (
            <Tag tone="alarm">
              <AlarmIcon /> {t.alarm}
            </Tag>
          )}
          {groupOf(entry.kind) === 'ledger' ? (
            <Booked entry={entry} nameOf={nameOf} />
          ) : (
            <>
              <span>{pick(language, entry.title, entry.titleEn)}</span>
              <StoryDetails entry={entry} />
            </>
          )}
        </div>
        <div className="story-meta muted">
          <code>{entry.kind}</code>
          {entry.subject && <code>{entry.subject}</code>}
          {hasData && (
            <details>
              <summary>{t.raw}</summary>
              <pre>{JSON.stringify(entry.data, null, 2)}</pre>
            </details>
          )}
        </div>
      </div>
    </li>
  )
}
