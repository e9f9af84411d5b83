import { Button } from 'antd'
import { Money, NumberText, RefundTag } from '../../office/src/figures.js'
import { AlarmIcon, DoneIcon, RefreshIcon } from '../../office/src/icons.js'
import { defineWords, useLanguage, useWords } from '../../office/src/language.js'
import { Facts } from '../../office/src/page.js'
import { adviceFor, needsPerson } from '../../office/src/refund-advice.js'
import type { Refund } from '../../office/src/types.js'

const words = defineWords(
  { number: '退款单号', institutionNumber: '机构退款单号', close: '完成', next: '接下来：' },
  { number: 'Refund number', institutionNumber: "Institution's number", close: 'Done', next: 'Next: ' },
)

/** Follows the refund while it is on its way: the page behind keeps asking, and hands it down. */
export function RefundResult({ refund, onClose }: { refund: Refund; onClose: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const advice = adviceFor(refund, language, 'seller')
  const tone = needsPerson(refund.state) ? 'alarm' : refund.state === 'succeeded' ? 'good' : 'busy'
  return (
    <div className="refund-form">
      <div className={`refund-outcome outcome-${tone}`} role="status">
        {tone === 'alarm' ? <AlarmIcon /> : tone === 'good' ? <DoneIcon /> : <RefreshIcon />}
        <p className="amount-large">
          <Money minor={refund.amountMinor} currency={refund.currency} />
        </p>
        <RefundTag state={refund.state} />
        <p>{advice.message}</p>
        {advice.next && (
          <p>
            <strong>{t.next}</strong>
            {advice.next}
          </p>
        )}
      </div>
      <Facts
        facts={[
          [t.number, <NumberText key="n" value={refund.outRefundNo} label={t.number} />],
          [
            t.institutionNumber,
            refund.institutionReference ? (
              <NumberText key="i" value={refund.institutionReference} />
            ) : undefined,
          ],
        ]}
      />
      <Button type="primary" size="large" block onClick={onClose} autoFocus>
        {t.close}
      </Button>
    </div>
  )
}
