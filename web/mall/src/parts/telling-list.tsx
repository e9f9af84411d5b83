import { useSay } from '../language.js'
import { describeTelling } from '../order-words.js'
import type { Telling } from '../shop-types.js'
import { writeMoment } from '../write-moment.js'
import { BellIcon } from './icons.js'

/** What the platform told the shop, signed: the shop acts on these, not on what a browser says. */
export function TellingList({ told }: { told: Telling[] }) {
  const say = useSay()
  return (
    <section class="card">
      <h2>{say('互通告诉商城的', 'What Hutong told the shop')}</h2>
      {told.length === 0 ? (
        <p class="event-words">{say('还没有通知。', 'No notices yet.')}</p>
      ) : (
        <ul class="events">
          {told.map((telling) => (
            <li key={telling.webhookId}>
              <BellIcon />
              <div>
                <p class="event-title">
                  {describeTelling(telling.type, say)}
                  <span class="tag mood-good">{say('签名已验证', 'Verified')}</span>
                </p>
                <p class="event-words">{writeMoment(telling.receivedAt)}</p>
                <p class="event-code">{telling.type}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
