import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { defineWords, useWords } from '../../office/src/language.js'
import { goTo, hrefTo } from '../../office/src/route.js'
import { SceneField, WhenField } from './explain-fields.js'

const words = defineWords(
  { number: '收银单编号', hint: '例如 co_01JD8Z0VJ3', ask: '查询' },
  { number: 'Checkout number', hint: 'e.g. co_01JD8Z0VJ3', ask: 'Ask' },
)

interface ExplainCheckoutFormProps {
  checkoutId: string
  scene: string
  at: string
}

export function ExplainCheckoutForm(asked: ExplainCheckoutFormProps) {
  const t = useWords(words)
  const id = useId()
  const [checkoutId, setCheckoutId] = useState(asked.checkoutId)
  const [scene, setScene] = useState(asked.scene || 'desktop_web')
  const [at, setAt] = useState(asked.at)
  const isReady = checkoutId.trim() !== ''
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) goTo(hrefTo('/explain', { checkout: checkoutId.trim(), scene, at }))
      }}
    >
      <div className="explain-fields">
        <div className="field">
          <label htmlFor={id}>{t.number}</label>
          <Input
            id={id}
            maxLength={64}
            placeholder={t.hint}
            value={checkoutId}
            onChange={(event) => setCheckoutId(event.target.value)}
          />
        </div>
        <SceneField value={scene} onChange={setScene} />
        <WhenField value={at} onChange={setAt} />
      </div>
      <div>
        <Button type="primary" htmlType="submit" disabled={!isReady}>
          {t.ask}
        </Button>
      </div>
    </form>
  )
}
