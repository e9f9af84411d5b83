import { App, Button } from 'antd'
import { useState } from 'react'
import { asRefusal } from '../../../office/src/api.js'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { AskWhy } from '../ask-why.js'
import type { Call } from '../calls.js'
import { api } from '../console-api.js'
import { useMay } from '../me.js'
import type { DocumentField, Review } from './capability-api.js'
import { RecordDecision } from './record-decision.js'

const words = defineWords(
  {
    submit: '提交审核',
    again: '重新提交',
    submitTitle: '提交给机构审核',
    submitHint: '提交后在机构作出决定之前不能修改资料。',
    withdraw: '撤回',
    withdrawTitle: '撤回这项能力',
    withdrawHint: '撤回后立即停用：依赖它的支付方式会全部隐藏，正在进行的付款不受影响。',
    check: '查询进度',
    checked: '已向机构查询',
    mayNot: '你的角色可以查看，不能修改；修改请找运营或管理员。',
  },
  {
    submit: 'Hand in',
    again: 'Hand in again',
    submitTitle: 'Hand it in for review',
    submitHint: 'Documents cannot be changed then until the institution has decided.',
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw this',
    withdrawHint: 'It ends at once: methods that need it are hidden; payments under way go on.',
    check: 'Check',
    checked: 'The institution was asked',
    mayNot: 'Your role may look, not change; ask an operator or an admin.',
  },
)

interface ReviewActionsProps {
  review: Review
  fields: readonly DocumentField[]
  /** Where its acts are posted to, without the act. */
  path: string
  calls: { submit: Call; withdraw: Call; check: Call; record: Call }
  needsNumber?: boolean
  onChanged: () => void
}

/** What may be done now; what the state or the role does not allow is not offered. */
export function ReviewActions({
  review,
  fields,
  path,
  calls,
  needsNumber = false,
  onChanged,
}: ReviewActionsProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const mayCall = useMay()
  const [asking, setAsking] = useState<'submit' | 'withdraw' | 'record'>()
  const [checking, setChecking] = useState(false)
  const may = (act: keyof typeof calls): boolean => review.may.includes(act) && mayCall(calls[act])
  const run = (act: string) => async (why: string) => {
    await api.post(`${path}/${act}`, { why })
    onChanged()
  }
  const check = async () => {
    setChecking(true)
    try {
      await api.post(`${path}/check`)
      message.success(t.checked)
    } catch (error) {
      const { body } = asRefusal(error)
      message.error(pick(language, body.message, body.messageEn))
    }
    setChecking(false)
    onChanged()
  }
  const submitText = review.submission > 0 ? t.again : t.submit
  return (
    <div className="review-actions">
      {may('submit') && (
        <Button type="primary" onClick={() => setAsking('submit')}>
          {submitText}
        </Button>
      )}
      {may('check') && (
        <Button loading={checking} onClick={check}>
          {t.check}
        </Button>
      )}
      {may('record') && <RecordDecision {...{ review, fields, path, needsNumber, onChanged }} />}
      {may('withdraw') && (
        <Button danger onClick={() => setAsking('withdraw')}>
          {t.withdraw}
        </Button>
      )}
      {!mayCall(calls.submit) && <p className="muted small">{t.mayNot}</p>}
      <AskWhy
        open={asking === 'submit'}
        title={t.submitTitle}
        okText={submitText}
        needed
        run={run('submit')}
        onClose={() => setAsking(undefined)}
      >
        <p>{t.submitHint}</p>
      </AskWhy>
      <AskWhy
        open={asking === 'withdraw'}
        title={t.withdrawTitle}
        okText={t.withdraw}
        danger
        needed
        run={run('withdraw')}
        onClose={() => setAsking(undefined)}
      >
        <p>{t.withdrawHint}</p>
      </AskWhy>
    </div>
  )
}
