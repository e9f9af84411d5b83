import type { Say } from '../shared/language.js'
import type { ChatApp, ChatSummary } from './chat-calls.js'

export function chatName(app: ChatApp, say: Say): string {
  return app === 'account'
    ? say('公众号（模拟）', 'Official account (simulated)')
    : say('小程序通知与客服（模拟）', 'Mini-program notices (simulated)')
}

/** The line under a chat's name in the list. */
export function lastWords({ last, subscribed }: Pick<ChatSummary, 'last' | 'subscribed'>, say: Say): string {
  if (last) return last.title ?? last.text
  if (subscribed === false) return say('还没有关注', 'Not followed yet')
  return say('还没有消息', 'No messages yet')
}
