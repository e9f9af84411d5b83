import { useState } from 'preact/hooks'
import { useLanguage, useSay } from '../shared/language.js'
import { type OrderRecord, sendNotice } from './control-calls.js'
import { ALTERATIONS } from './fault-effects.js'
import { useAction } from './tell.js'

/** One more notice about the order, true or spoiled on request. */
export function SendNotice({ order }: { order: OrderRecord }) {
  const say = useSay()
  const language = useLanguage()
  const { busy, run } = useAction()
  const [alter, setAlter] = useState('')
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        void run(() => sendNotice(order, alter || null), say('通知已发出', 'Notice sent'))
      }}
    >
      <label>
        <span>{say('再发一个通知', 'Send another notice')}</span>
        <select value={alter} onChange={(event) => setAlter(event.currentTarget.value)}>
          <option value="">{say('内容和签名都正确', 'Content and signature right')}</option>
          {ALTERATIONS.map((one) => (
            <option value={one.effect}>{one[language]}</option>
          ))}
        </select>
      </label>
      <button type="submit" disabled={busy}>
        {say('发送', 'Send')}
      </button>
    </form>
  )
}
