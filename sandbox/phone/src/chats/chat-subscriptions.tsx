import type { Answer } from '../shared/call-api.js'
import { useSay } from '../shared/language.js'
import { answerSubscription, type ChatApp, type Subscription } from './chat-calls.js'

/** What the app asks before it may send a message once: each yes is good for one message. */
export function ChatSubscriptions({
  app,
  subscriptions,
  act,
}: {
  app: ChatApp
  subscriptions: Subscription[]
  act: <T>(deed: Promise<Answer<T>>) => Promise<Answer<T>>
}) {
  const say = useSay()
  if (subscriptions.length === 0) return null
  return (
    <details class="chat-subscriptions">
      <summary>{say('订阅消息', 'Subscribe to messages')}</summary>
      <ul>
        {subscriptions.map(({ templateId, title, left }) => {
          const answer = (accept: boolean) => void act(answerSubscription(app, templateId, accept))
          return (
            <li key={templateId}>
              <span>
                {title}
                <small>{say(`还可收 ${left} 条`, `${left} more may come`)}</small>
              </span>
              <button
                type="button"
                class="quiet chat-answer"
                aria-label={say(`拒绝：${title}`, `Deny: ${title}`)}
                onClick={() => answer(false)}
              >
                {say('拒绝', 'Deny')}
              </button>
              <button
                type="button"
                class="primary chat-answer"
                aria-label={say(`允许一次：${title}`, `Allow once: ${title}`)}
                onClick={() => answer(true)}
              >
                {say('允许一次', 'Allow once')}
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
