import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { AskWhy } from '../ask-why.js'
import { api } from '../console-api.js'
import type { DocumentField, Review, ReviewState } from './capability-api.js'

type Decision = 'taken_up' | 'sent_back' | 'grant' | 'suspend' | 'take_back'

const words = defineWords(
  {
    record: '登记机构的决定',
    hint: '这家机构没有审核接口。请按它的书面答复登记，并写明在哪里可以查到。',
    decision: '决定',
    decisions: {
      taken_up: '已受理，审核中',
      sent_back: '退回整改',
      grant: '审核通过',
      suspend: '暂停',
      take_back: '收回',
    },
    paper: '函件编号或网址',
    field: '需要整改的资料',
    whole: '整份申请',
    reason: '机构给出的原因',
    number: '机构给的二级商户号',
  },
  {
    record: "Record the institution's decision",
    hint: 'This institution has no interface for reviews. Record what its letter says, and where it can be found.',
    decision: 'Decision',
    decisions: {
      taken_up: 'Taken up, under review',
      sent_back: 'Sent back',
      grant: 'Granted',
      suspend: 'Suspended',
      take_back: 'Taken back',
    },
    paper: 'Number or address of the letter',
    field: 'What must be put right',
    whole: 'The application as a whole',
    reason: "The institution's reason",
    number: "Sub-merchant's number there",
  },
)

/** Which decisions mean something in each state; the server holds the same table. */
const POSSIBLE: Partial<Record<ReviewState, readonly Decision[]>> = {
  submitted: ['taken_up', 'grant', 'sent_back', 'take_back'],
  under_review: ['grant', 'sent_back', 'take_back'],
  to_be_rectified: ['take_back'],
  granted: ['suspend', 'take_back'],
  suspended: ['grant', 'take_back'],
}

interface RecordDecisionProps {
  review: Review
  fields: readonly DocumentField[]
  path: string
  needsNumber: boolean
  onChanged: () => void
}

export function RecordDecision({ review, fields, path, needsNumber, onChanged }: RecordDecisionProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const id = useId()
  const possible = POSSIBLE[review.state] ?? []
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Decision>()
  const [paper, setPaper] = useState('')
  const [field, setField] = useState('')
  const [reason, setReason] = useState('')
  const [number, setNumber] = useState('')
  const decision = chosen !== undefined && possible.includes(chosen) ? chosen : possible[0]
  const asksReason = decision === 'sent_back' || decision === 'suspend'
  const asksNumber = needsNumber && decision === 'grant'
  const isWhole =
    paper.trim() !== '' && (!asksReason || reason.trim() !== '') && (!asksNumber || number.trim() !== '')

  const run = async (why: string) => {
    await api.post(`${path}/record`, {
      decision,
      paper: paper.trim(),
      why,
      ...(asksReason ? { reasons: [{ field, reason: reason.trim() }] } : {}),
      ...(asksNumber ? { subMerchantNo: number.trim() } : {}),
    })
    setPaper('')
    setReason('')
    onChanged()
  }

  return (
    <>
      <Button type={review.state === 'submitted' ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t.record}
      </Button>
      <AskWhy
        open={open}
        title={t.record}
        okText={t.record}
        needed
        okDisabled={!isWhole}
        run={run}
        onClose={() => setOpen(false)}
      >
        <p>{t.hint}</p>
        <div className="document">
          <label htmlFor={`${id}-decision`}>{t.decision}</label>
          <Select
            id={`${id}-decision`}
            className="document-choice"
            {...(decision === undefined ? {} : { value: decision })}
            onChange={setChosen}
            options={possible.map((value) => ({ value, label: t.decisions[value] }))}
          />
        </div>
        <div className="document">
          <label htmlFor={`${id}-paper`}>{t.paper}</label>
          <Input
            id={`${id}-paper`}
            value={paper}
            maxLength={200}
            onChange={(event) => setPaper(event.target.value)}
          />
        </div>
        {asksReason && (
          <>
            <div className="document">
              <label htmlFor={`${id}-field`}>{t.field}</label>
              <Select
                id={`${id}-field`}
                className="document-choice"
                value={field}
                onChange={setField}
                options={[
                  { value: '', label: t.whole },
                  ...fields.map((one) => ({
                    value: one.field,
                    label: pick(language, one.label, one.labelEn),
                  })),
                ]}
              />
            </div>
            <div className="document">
              <label htmlFor={`${id}-reason`}>{t.reason}</label>
              <Input
                id={`${id}-reason`}
                value={reason}
                maxLength={1_000}
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
          </>
        )}
        {asksNumber && (
          <div className="document">
            <label htmlFor={`${id}-number`}>{t.number}</label>
            <Input
              id={`${id}-number`}
              value={number}
              maxLength={64}
              onChange={(event) => setNumber(event.target.value)}
            />
          </div>
        )}
      </AskWhy>
    </>
  )
}
