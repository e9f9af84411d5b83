import { type ReactNode, useEffect, useRef } from 'react'
import { BackIcon } from './icons.js'

interface PageProps {
  title: ReactNode
  /** What the browser's tab says, when the title is not plain text. */
  tabTitle?: string
  back?: { href: string; label: string } | undefined
  aside?: ReactNode
  children: ReactNode
}

let pagesShown = 0

/** A routed page: names the tab, and hands the keyboard its heading when the reader came by a link. */
export function Page({ title, tabTitle, back, aside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const tab = tabTitle ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    pagesShown += 1
    // The first page of a visit leaves focus at the top, where the browser and a screen reader expect it.
    if (pagesShown > 1) heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  useEffect(() => {
    if (tab) document.title = `${tab} · Hutong 互通`
  }, [tab])
  return (
    <>
      {back && (
        <a className="back" href={back.href}>
          <BackIcon />
          {back.label}
        </a>
      )}
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside && <div className="page-aside">{aside}</div>}
      </div>
      {children}
    </>
  )
}

export function Card({
  title,
  aside,
  children,
}: {
  title?: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="card">
      {(title || aside) && (
        <div className="card-head">
          {title && <h2>{title}</h2>}
          {aside && <div className="card-aside">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** Label and value pairs; a value that is undefined leaves its pair out. */
export function Facts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
