import { Button } from 'antd'
import { useRef, useState } from 'react'
import { asRefusal } from '../../../office/src/api.js'
import { defineWords, pick, useLanguage, useWords } from '../../../office/src/language.js'
import { api } from '../console-api.js'
import type { StoredFile } from './capability-api.js'

const words = defineWords(
  {
    choose: '选择文件',
    change: '换一个文件',
    none: '还没有上传',
    pictures: 'PNG、JPG 或 BMP 图片，2 MB 以内；加密保存',
    papers: 'PNG、JPG、BMP 或 PDF，2 MB 以内；加密保存',
    large: '文件超过 2 MB，没有上传',
  },
  {
    choose: 'Choose a file',
    change: 'Choose another',
    none: 'Nothing uploaded yet',
    pictures: 'PNG, JPG or BMP up to 2 MB; stored sealed',
    papers: 'PNG, JPG, BMP or PDF up to 2 MB; stored sealed',
    large: 'The file is larger than 2 MB and was not uploaded',
  },
)

const MOST_BYTES = 2 * 1024 * 1024

/** A copy of a paper: uploaded when it is chosen, named by its id in the document. */
export function FileField(props: {
  id: string
  value: string
  takesPdf: boolean
  files: readonly StoredFile[]
  onChange: (value: string) => void
}) {
  const { id, value, takesPdf, files, onChange } = props
  const t = useWords(words)
  const { language } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [stored, setStored] = useState<StoredFile>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const file = stored?.id === value ? stored : files.find((one) => one.id === value)

  const upload = async (chosen: File) => {
    setProblem(undefined)
    if (chosen.size > MOST_BYTES) return setProblem(t.large)
    setBusy(true)
    try {
      const content = await base64Of(chosen)
      const kept = await api.post<StoredFile>('/application-files', { name: chosen.name, content })
      setStored(kept)
      onChange(kept.id)
    } catch (error) {
      const { body } = asRefusal(error)
      setProblem(pick(language, body.message, body.messageEn))
    }
    setBusy(false)
  }

  return (
    <div className="file-field">
      <input
        ref={input}
        id={id}
        type="file"
        className="sr-only"
        tabIndex={-1}
        accept={takesPdf ? '.png,.jpg,.jpeg,.bmp,.pdf' : '.png,.jpg,.jpeg,.bmp'}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          if (chosen) void upload(chosen)
          // The same file may be chosen again after it was mended.
          event.target.value = ''
        }}
      />
      <Button size="small" loading={busy} onClick={() => input.current?.click()}>
        {value === '' ? t.choose : t.change}
      </Button>{' '}
      <span className={file ? '' : 'muted'}>{file ? file.name : t.none}</span>
      <p className="muted small">{takesPdf ? t.papers : t.pictures}</p>
      {problem && (
        <p className="document-reason" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
