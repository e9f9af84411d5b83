import { Alert, Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { ApiRefusal } from './api.js'
import { defineWords, pick, useLanguage, useWords } from './language.js'

const words = defineWords(
  {
    again: '再试一次',
    request: '请求编号',
    loading: '正在加载',
    stale: '刚才没有连上服务器，下面显示的可能不是最新情况',
  },
  {
    again: 'Try again',
    request: 'Request',
    loading: 'Loading',
    stale: 'The server could not be reached; what is shown may not be the latest',
  },
)

/** A refusal as a person reads it: what happened, what to do next, the number for support. */
export function Refused({ error, onRetry }: { error: ApiRefusal; onRetry?: (() => void) | undefined }) {
  const { language } = useLanguage()
  const t = useWords(words)
  const { body } = error
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={pick(language, body.message, body.messageEn)}
      description={
        <>
          {body.next && <div>{pick(language, body.next, body.nextEn)}</div>}
          {body.requestId && (
            <div className="muted small">
              {t.request} <code>{body.requestId}</code>
            </div>
          )}
        </>
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t.again}
          </Button>
        )
      }
    />
  )
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <div className="empty-title">{title}</div>
      {children && <div className="muted">{children}</div>}
    </div>
  )
}

/** Above what is shown already, when asking again has failed: old figures must not pass for new ones. */
export function StaleNote({ error, onRetry }: { error: ApiRefusal | undefined; onRetry: () => void }) {
  const t = useWords(words)
  if (!error) return null
  return (
    <Alert
      className="stale"
      type="warning"
      showIcon
      role="status"
      title={t.stale}
      action={
        <Button size="small" onClick={onRetry}>
          {t.again}
        </Button>
      }
    />
  )
}

/** Stands where a card will stand, about as tall, so that nothing jumps when it comes. */
export function CardSkeleton({ rows = 4 }: { rows?: number }) {
  const t = useWords(words)
  return (
    <div className="card" aria-busy="true">
      <span className="sr-only" role="status">
        {t.loading}
      </span>
      <Skeleton active title={{ width: '30%' }} paragraph={{ rows }} />
    </div>
  )
}
