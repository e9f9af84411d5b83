import { useState } from 'preact/hooks'
import type { Answer } from '../shared/call-api.js'
import { useSay } from '../shared/language.js'
import { enterSession, miniLogin } from './chat-calls.js'

/** What the mini-program itself would do: no program runs on this phone. */
export function MiniTools({ act }: { act: <T>(deed: Promise<Answer<T>>) => Promise<Answer<T>> }) {
  const say = useSay()
  const [told, setTold] = useState<{ code: string } | 'entered' | null>(null)
  const login = async () => {
    const answer = await act(miniLogin())
    setTold(answer.outcome === 'done' ? answer.value : null)
  }
  const enter = async () => {
    const answer = await act(enterSession())
    setTold(answer.outcome === 'done' ? 'entered' : null)
  }
  return (
    <div class="mini-tools">
      <button type="button" onClick={() => void login()}>
        {say('wx.login 取 code', 'wx.login: a code')}
      </button>
      <button type="button" onClick={() => void enter()}>
        {say('进入客服会话', 'Enter customer service')}
      </button>
      <p role="status">
        {told === 'entered' &&
          say('已进入客服会话，一分钟内可收 2 条。', 'Entered; two messages may come within a minute.')}
        {told !== null && told !== 'entered' && (
          <>
            {say('五分钟内用一次：', 'Good once, for five minutes: ')}
            <code>{told.code}</code>
          </>
        )}
      </p>
    </div>
  )
}
