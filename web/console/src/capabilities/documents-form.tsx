import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import type { DocumentField, ReviewReason, StoredFile } from './capability-api.js'
import { FileField } from './file-field.js'

const words = defineWords(
  {
    whole: '整份申请',
    optional: '选填',
    choose: '请选择',
    sensitive: '已加密保存，中间几位不显示；不改动就保持原值',
    save: '保存资料',
    unchanged: '还没有改动',
  },
  {
    whole: 'The application as a whole',
    optional: 'optional',
    choose: 'Choose one',
    sensitive: 'Stored sealed and shown without its middle; left as it is, it stays',
    save: 'Save documents',
    unchanged: 'Nothing has been changed yet',
  },
)

interface DocumentsFormProps {
  fields: readonly DocumentField[]
  documents: Record<string, string>
  reasons: readonly ReviewReason[]
  files?: readonly StoredFile[]
  readOnly: boolean
  onSave: (documents: Record<string, string>) => void
}

/** What the institution wants to see, each with what it found wrong beside it. */
export function DocumentsForm({
  fields,
  documents,
  reasons,
  files = [],
  readOnly,
  onSave,
}: DocumentsFormProps) {
  const t = useWords(words)
  const { language } = useLanguage()
  const [seen, setSeen] = useState(documents)
  const [values, setValues] = useState(documents)
  // Saved by somebody else meanwhile: that is shown, but for what is being written here.
  if (JSON.stringify(seen) !== JSON.stringify(documents)) {
    setSeen(documents)
    setValues(
      Object.fromEntries(
        fields.map(({ field }) => {
          const isMine = (values[field] ?? '') !== (seen[field] ?? '')
          return [field, (isMine ? values : documents)[field] ?? '']
        }),
      ),
    )
  }
  const isChanged = fields.some(({ field }) => (values[field] ?? '') !== (documents[field] ?? ''))
  const known = new Set(fields.map(({ field }) => field))
  const elsewhere = reasons.filter(({ field }) => !known.has(field))
  return (
    <form
      className="documents"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(Object.fromEntries(Object.entries(values).filter(([, text]) => text.trim() !== '')))
      }}
    >
      {elsewhere.length > 0 && (
        <div className="document document-wrong">
          <span className="document-label">{t.whole}</span>
          <Reasons reasons={elsewhere} />
        </div>
      )}
      {fields.map((one) => (
        <DocumentRow
          key={one.field}
          one={one}
          label={pick(language, one.label, one.labelEn)}
          value={values[one.field] ?? ''}
          reasons={reasons.filter(({ field }) => field === one.field)}
          files={files}
          readOnly={readOnly}
          onChange={(value) => setValues((before) => ({ ...before, [one.field]: value }))}
        />
      ))}
      {!readOnly && (
        <div className="document-actions">
          <Button htmlType="submit" disabled={!isChanged}>
            {t.save}
          </Button>
          {!isChanged && <span className="muted small">{t.unchanged}</span>}
        </div>
      )}
    </form>
  )
}

function DocumentRow(props: {
  one: DocumentField
  label: string
  value: string
  reasons: readonly ReviewReason[]
  files: readonly StoredFile[]
  readOnly: boolean
  onChange: (value: string) => void
}) {
  const { one, label, value, reasons, files, readOnly, onChange } = props
  const t = useWords(words)
  const id = useId()
  const isWrong = reasons.length > 0
  const described = isWrong ? `${id}-why` : undefined
  return (
    <div className={isWrong ? 'document document-wrong' : 'document'}>
      <label className="document-label" htmlFor={id}>
        {label}
        {!one.required && <span className="muted small"> {t.optional}</span>}
      </label>
      <div>
        {readOnly ? (
          <output id={id} className="document-value" aria-describedby={described}>
            {shown(one, value, files) || <span className="muted">—</span>}
          </output>
        ) : (
          <DocumentInput id={id} described={described} {...{ one, value, isWrong, files, onChange }} />
        )}
        {one.sensitive && !readOnly && value.includes('•') && <p className="muted small">{t.sensitive}</p>}
        <div id={`${id}-why`}>
          <Reasons reasons={reasons} />
        </div>
      </div>
    </div>
  )
}

function DocumentInput(props: {
  id: string
  described: string | undefined
  one: DocumentField
  value: string
  isWrong: boolean
  files: readonly StoredFile[]
  onChange: (value: string) => void
}) {
  const { id, described, one, value, isWrong, files, onChange } = props
  const t = useWords(words)
  const { language } = useLanguage()
  const status = isWrong ? 'error' : ''
  if (one.type === 'file')
    return <FileField takesPdf={one.takesPdf ?? false} {...{ id, value, files, onChange }} />
  if (one.type === 'choice')
    return (
      <Select
        id={id}
        className="document-choice"
        status={status}
        placeholder={t.choose}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange(chosen ?? '')}
        options={(one.choices ?? []).map((choice) => ({
          value: choice.value,
          label: pick(language, choice.label, choice.labelEn),
        }))}
      />
    )
  if (one.multiline)
    return (
      <Input.TextArea
        id={id}
        value={value}
        maxLength={4_000}
        autoSize={{ minRows: 2, maxRows: 10 }}
        status={status}
        aria-invalid={isWrong}
        aria-describedby={described}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  return (
    <Input
      id={id}
      value={value}
      maxLength={400}
      autoComplete="off"
      status={status}
      aria-invalid={isWrong}
      aria-describedby={described}
      // What is shown without its middle is not a text to correct: typing begins anew.
      onFocus={() => value.includes('•') && one.sensitive && onChange('')}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function Reasons({ reasons }: { reasons: readonly ReviewReason[] }) {
  return reasons.map(({ field, reason }) => (
    <p key={`${field} ${reason}`} className="document-reason">
      {reason}
    </p>
  ))
}

function shown({ type, choices }: DocumentField, value: string, files: readonly StoredFile[]): string {
  if (type === 'file') return files.find(({ id }) => id === value)?.name ?? value
  return choices?.find((choice) => choice.value === value)?.label ?? value
}
