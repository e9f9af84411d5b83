import { entitle } from '../checkouts/index.js'
import type { StoryRow } from '../story/index.js'

type StoryEntryView = ReturnType<typeof entitle>

/**
 * What a seller may read of a checkout's story: its moves and this order's refunds. Calls, notices, transfers and
 * webhooks are between the marketplace and its institutions, and figures may be other sellers'.
 */
export function storyOfOrder(story: readonly StoryRow[], refundIds: ReadonlySet<string>): StoryEntryView[] {
  return story
    .filter(({ kind, subject }) => {
      if (kind.startsWith('checkout.') || kind.startsWith('attempt.')) return true
      return kind.startsWith('refund.') && subject !== null && refundIds.has(subject)
    })
    .map((row) => ({ ...entitle(row), data: {}, alarm: false }))
}
