import { expect, it } from 'vitest'
import { accountIn, countStory, filterStory, groupOf, inOrder } from './story.js'
import type { StoryEntry } from './types.js'

const entry = (id: string, at: string, kind: string, alarm = false): StoryEntry => ({
  id,
  at,
  kind,
  subject: null,
  title: kind,
  titleEn: kind,
  data: {},
  alarm,
})

const story = [
  entry('s2', '2026-11-22T06:00:01.000Z', 'call'),
  entry('s9', '2026-11-22T06:00:02.000Z', 'attempt.paid'),
  entry('t1', '2026-11-22T06:00:02.000Z', 'transfer'),
  entry('s11', '2026-11-22T06:00:03.000Z', 'notice.received', true),
]

it('is told from the beginning, whichever end comes first', () => {
  expect(inOrder(story).map(({ id }) => id)).toEqual(['s2', 's9', 't1', 's11'])
  expect(inOrder(story.toReversed()).map(({ id }) => id)).toEqual(['s2', 's9', 't1', 's11'])
})

it('filters by group and by alarm', () => {
  expect(filterStory(story, 'all')).toHaveLength(4)
  expect(filterStory(story, 'calls').map(({ id }) => id)).toEqual(['s2'])
  expect(filterStory(story, 'alarms').map(({ id }) => id)).toEqual(['s11'])
  expect(countStory(story)).toEqual({
    all: 4,
    alarms: 1,
    states: 1,
    notices: 1,
    calls: 1,
    ledger: 1,
    webhooks: 0,
  })
})

it('puts a kind that it has never seen among the states', () => {
  expect(groupOf('settlement.made')).toBe('states')
  expect(groupOf('webhook.failed')).toBe('webhooks')
})

it('names an account given as a code or with names', () => {
  expect(accountIn({ debit: 'institution:alipay' }, 'debit', 'zh')).toBe('institution:alipay')
  expect(accountIn({ debit: { code: 'x', name: '甲', nameEn: 'A' } }, 'debit', 'en')).toBe('A')
  expect(accountIn({}, 'debit', 'en')).toBeUndefined()
})
