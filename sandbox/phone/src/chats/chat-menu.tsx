import { useState } from 'preact/hooks'
import { safeReturnUrl } from '../phone/wallet-calls.js'
import type { Answer } from '../shared/call-api.js'
import { useSay } from '../shared/language.js'
import { type MenuButton, press } from './chat-calls.js'

/** The account's own buttons; one with others under it opens first. */
export function ChatMenu({
  buttons,
  act,
}: {
  buttons: MenuButton[]
  act: <T>(deed: Promise<Answer<T>>) => Promise<Answer<T>>
}) {
  const say = useSay()
  const [opened, setOpened] = useState<number | null>(null)
  if (buttons.length === 0) return null
  const pressed = async (first: number, second?: number) => {
    setOpened(null)
    const answer = await act(press(first, second))
    const url = answer.outcome === 'done' ? safeReturnUrl(answer.value.url) : null
    if (url) open(url, '_blank', 'noreferrer')
  }
  const under = opened === null ? [] : (buttons[opened]?.sub_button ?? [])
  return (
    <nav class="chat-menu" aria-label={say('公众号菜单', 'The account’s menu')}>
      {opened !== null && (
        <ul class="chat-submenu">
          {under.map((button, second) => (
            <li key={button.name}>
              <button type="button" onClick={() => void pressed(opened, second)}>
                {button.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {buttons.map((button, first) => {
        const hasMore = (button.sub_button?.length ?? 0) > 0
        return (
          <button
            key={button.name}
            type="button"
            {...(hasMore ? { 'aria-expanded': opened === first } : {})}
            onClick={() => (hasMore ? setOpened(opened === first ? null : first) : void pressed(first))}
          >
            {hasMore ? `≡ ${button.name}` : button.name}
          </button>
        )
      })}
    </nav>
  )
}
