import { useEffect, useRef, useState } from 'preact/hooks'
import { useSay } from '../shared/language.js'

export function TypeCode({ onFound }: { onFound: (text: string) => void }) {
  const say = useSay()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  useEffect(() => field.current?.focus(), [])
  const submit = () => {
    if (text.trim() !== '') onFound(text.trim())
  }
  return (
    <form
      class="type-code"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label for="code-text">{say('二维码里的文字', 'The text inside the code')}</label>
      <textarea
        id="code-text"
        ref={field}
        rows={3}
        spellcheck={false}
        autocapitalize="off"
        placeholder="weixin://wxpay/bizpayurl?pr=…"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            submit()
          }
        }}
      />
      <button type="submit" class="primary" disabled={text.trim() === ''}>
        {say('打开', 'Open')}
      </button>
    </form>
  )
}
