import { App, Button } from 'antd'
import { useState } from 'react'
import { asRefusal } from '../../office/src/api.js'
import { DataTable } from '../../office/src/data-table.js'
import { AttemptTag, Money, NumberText, Time } from '../../office/src/figures.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { ATTEMPT_STATES, institutionName, methodName, sceneName } from '../../office/src/names.js'
import { Card } from '../../office/src/page.js'
import type { Attempt } from '../../office/src/types.js'
import { api, type Checkout } from './console-api.js'

const words = defineWords(
  {
    title: '支付单',
    method: '支付方式',
    state: '状态',
    amount: '金额',
    ours: '商户单号',
    theirs: '机构单号',
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
    ours: 'Our number',
    theirs: "Institution's number",
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
            render: (attempt) => (
              <>
                <AttemptTag state={attempt.state} />
                {attempt.failure && (
                  <span className="sub">
                    {pick(language, attempt.failure.message, attempt.failure.messageEn)}{' '}
                    <code>{attempt.failure.code}</code>
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'amount',
            title: t.amount,
            align: 'end',
            render: (attempt) => <Money minor={attempt.amountMinor} currency={attempt.currency} />,
          },
          {
            key: 'ours',
            title: t.ours,
            render: (attempt) => <NumberText value={attempt.outTradeNo} label={t.ours} />,
          },
          {
            key: 'theirs',
            title: t.theirs,
            render: (attempt) => (
              <NumberText
                value={attempt.institutionReference}
                label={institutionName(attempt.institution, language)}
              />
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
                {CAN_BE_ASKED.has(attempt.state) && (
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
