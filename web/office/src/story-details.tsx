import type { ReactNode } from 'react'
import { Money, VerdictTag } from './figures.js'
import { ArrowIcon } from './icons.js'
import { defineWords, useLanguage, useWords } from './language.js'
import { methodName, noticeReason, sceneName } from './names.js'
import { accountIn, groupOf, numberIn, textIn } from './story.js'
import { formatSpan } from './time.js'
import type { StoryEntry } from './types.js'

const words = defineWords(
  { took: '用时', booked: '记账', tries: (count: number) => `第 ${count} 次` },
  { took: 'took', booked: 'Booked', tries: (count: number) => `try ${count}` },
)

/** The name of an account by its code; the code itself when it is not known. */
export type NameOf = (accountCode: string) => string

/** What an entry's data says at a glance, beside its title. */
export function StoryDetails({ entry }: { entry: StoryEntry }) {
  switch (groupOf(entry.kind)) {
    case 'notices':
      return <NoticeDetails entry={entry} />
    case 'calls':
      return <CallDetails entry={entry} />
    case 'webhooks':
      return <WebhookDetails entry={entry} />
    default:
      return <StateDetails entry={entry} />
  }
}

const Chip = ({ children }: { children: ReactNode }) => <code className="chip">{children}</code>
const Aside = ({ children }: { children: ReactNode }) => <span className="muted small">{children}</span>

function NoticeDetails({ entry: { data, alarm } }: { entry: StoryEntry }) {
  const { language } = useLanguage()
  const verdict = textIn(data, 'verdict')
  const because = textIn(data, 'because')
  return (
    <>
      {verdict && !alarm && <VerdictTag verdict={verdict} />}
      {because && <span>{noticeReason(because, language)}</span>}
      {textIn(data, 'message') && <Aside>{textIn(data, 'message')}</Aside>}
    </>
  )
}

function CallDetails({ entry: { data } }: { entry: StoryEntry }) {
  const { language } = useLanguage()
  const t = useWords(words)
  const tookMs = numberIn(data, 'tookMs')
  return (
    <>
      {textIn(data, 'httpStatus') && <Chip>HTTP {textIn(data, 'httpStatus')}</Chip>}
      {tookMs !== undefined && (
        <Aside>
          {t.took} {formatSpan(tookMs, language)}
        </Aside>
      )}
    </>
  )
}

function WebhookDetails({ entry: { data } }: { entry: StoryEntry }) {
  const t = useWords(words)
  const tries = numberIn(data, 'tries')
  return (
    <>
      {textIn(data, 'type') && <Chip>{textIn(data, 'type')}</Chip>}
      {textIn(data, 'httpStatus') && <Chip>HTTP {textIn(data, 'httpStatus')}</Chip>}
      {tries !== undefined && tries > 1 && <Aside>{t.tries(tries)}</Aside>}
      {textIn(data, 'error') && <Aside>{textIn(data, 'error')}</Aside>}
    </>
  )
}

function StateDetails({ entry: { data, kind } }: { entry: StoryEntry }) {
  const { language } = useLanguage()
  const amountMinor = numberIn(data, 'amountMinor')
  const method = textIn(data, 'method')
  const scene = textIn(data, 'scene')
  return (
    <>
      {amountMinor !== undefined && (
        <span className="story-value">
          <Money minor={amountMinor} currency={textIn(data, 'currency')} />
        </span>
      )}
      {method && kind.startsWith('attempt.') && (
        <Aside>
          {methodName(method, language)}
          {scene && ` · ${sceneName(scene, language)}`}
        </Aside>
      )}
      {textIn(data, 'reason') && <Aside>{textIn(data, 'reason')}</Aside>}
      {textIn(data, 'code') && <Chip>{textIn(data, 'code')}</Chip>}
      {textIn(data, 'message') && <Aside>{textIn(data, 'message')}</Aside>}
    </>
  )
}

/** The transfer itself, with the names of its accounts instead of the codes in the title. */
export function Booked({ entry: { data }, nameOf }: { entry: StoryEntry; nameOf: NameOf }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const debit = accountIn(data, 'debit', language) ?? '—'
  const credit = accountIn(data, 'credit', language) ?? '—'
  return (
    <span className="flow">
      {t.booked}
      <strong>
        <Money minor={numberIn(data, 'amountMinor') ?? Number.NaN} currency={textIn(data, 'currency')} />
      </strong>
      {nameOf(debit)} <ArrowIcon /> {nameOf(credit)}
    </span>
  )
}
