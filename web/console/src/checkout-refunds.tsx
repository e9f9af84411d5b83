import { defineWords, useWords } from '../../office/src/language.js'
import { Card } from '../../office/src/page.js'
import type { Refund } from '../../office/src/types.js'
import { RefundTable } from './refund-table.js'

const words = defineWords({ title: '退款' }, { title: 'Refunds' })

export function CheckoutRefunds({ refunds, onChanged }: { refunds: Refund[]; onChanged: () => void }) {
  const t = useWords(words)
  return (
    <Card title={t.title}>
      <RefundTable rows={refunds} onChanged={onChanged} />
    </Card>
  )
}
