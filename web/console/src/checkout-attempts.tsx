import { App, Button } from 'antd'
import { useState } from 'react'
import { asRefusal } from '../../office/src/api.js'
import { type Column, DataTable } from '../../office/src/data-table.js'
import { AttemptTag, Money, NumberText, Time } from '../../office/src/figures.js'
import { defineWords, type Language, pick, useLanguage, useWords } from '../../office/src/language.js'
import { ATTEMPT_STATES, institutionName, methodName, sceneName } from '../../office/src/names.js'
import { Card } from '../../office/src/page.js'
import type { Attempt } from '../../office/src/types.js'
import { api, type Checkout } from './console-api.js'
import { useMay } from './me.js'

const words = defineWords(
  {
    title: '支付单',
    method: '支付方式',
    state: '状态',
    amount: '金额',
    because: '说明',
    ours: '商户单号',
    numbers: '单号（我方、机构）',
    when: '时间',
    created: '创建',
    paid: '支付',
    recheck: '向机构查询',
    answered: '查询完成，现在是',
    none: '还没有支付单',
    noneHint: '顾客在收银台选择支付方式后会出现。',
  },
  {
    title: 'Attempts',
    method: 'Method',
    state: 'State',
    amount: 'Amount',
    because: 'Why',
    ours: 'Our number',
    numbers: 'Numbers (ours, theirs)',
    when: 'When',
    created: 'created',
    paid: 'paid',
    recheck: 'Ask the institution',
    answered: 'Asked; it is now',
    none: 'No attempt yet',
    noneHint: 'One appears when the shopper chooses a method.',
  },
)

const CAN_BE_ASKED = new Set(['created', 'unknown', 'pending', 'closing'])

export function CheckoutAttempts({ checkout, onChanged }: { checkout: Checkout; onChanged: () => void }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const mayAsk = useMay()('POST /checkouts/:checkoutId/attempts/:attemptId/recheck')
  return (
    <Card title={t.title}>
      <DataTable
        caption={t.title}
        rows={checkout.attempts}
        rowKey={(attempt) => attempt.id}
        emptyTitle={t.none}
        emptyHint={t.noneHint}
        columns={[
          {
            key: 'method',
            title: t.method,
            onPhone: 'head',
            render: (attempt) => (
              <>
                {methodName(attempt.method, language)}
                <span className="sub">{sceneName(attempt.scene, language)}</span>
              </>
            ),
          },
          {
            key: 'state',
            title: t.state,
            onPhone: 'side',
            render: (attempt) => <AttemptTag state={attempt.state} />,
          },
          ...failureColumn(checkout.attempts, t.because, language),
          {
            key: 'amount',
            title: t.amount,
            align: 'end',
            render: (attempt) => <Money minor={attempt.amountMinor} currency={attempt.currency} />,
          },
          {
            key: 'numbers',
            title: t.numbers,
            render: (attempt) => (
              <>
                <NumberText value={attempt.outTradeNo} label={t.ours} />
                {attempt.institutionReference && (
                  <span className="sub">
                    <NumberText
                      value={attempt.institutionReference}
                      label={institutionName(attempt.institution, language)}
                    />
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'when',
            title: t.when,
            align: 'end',
            render: (attempt) => (
              <>
                <Time at={attempt.paidAt ?? attempt.createdAt} seconds />
                <span className="sub">{attempt.paidAt ? t.paid : t.created}</span>
                {mayAsk && CAN_BE_ASKED.has(attempt.state) && (
                  <Recheck checkoutId={checkout.id} attempt={attempt} onChanged={onChanged} />
                )}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** Takes room only where the institution has declined something. */
function failureColumn(attempts: Attempt[], title: string, language: Language): Column<Attempt>[] {
  if (!attempts.some(({ failure }) => failure)) return []
  return [
    {
      key: 'because',
      title,
      onPhone: 'wide',
      width: '20%',
      render: ({ failure }) =>
        failure && (
          <span className="small">
            {pick(language, failure.message, failure.messageEn)} <code>{failure.code}</code>
          </span>
        ),
    },
  ]
}

interface RecheckProps {
  checkoutId: string
  attempt: Attempt
  onChanged: () => void
}

function Recheck({ checkoutId, attempt, onChanged }: RecheckProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    setBusy(true)
    try {
      const path = `/checkouts/${encodeURIComponent(checkoutId)}/attempts/${encodeURIComponent(attempt.id)}/recheck`
      const { state } = await api.post<Attempt>(path)
      message.success(`${t.answered} “${ATTEMPT_STATES[state]?.[language] ?? state}”`)
    } catch (error) {
      const { body } = asRefusal(error)
      message.error(pick(language, body.message, body.messageEn))
    }
    setBusy(false)
    onChanged()
  }
  return (
    <Button size="small" loading={busy} onClick={ask}>
      {t.recheck}
    </Button>
  )
}
