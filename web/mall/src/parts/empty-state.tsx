import type { ComponentChildren } from 'preact'

export function EmptyState({
  title,
  words,
  children,
}: {
  title: string
  words: string
  children?: ComponentChildren
}) {
  return (
    <section class="empty">
      <svg width="120" height="84" viewBox="0 0 120 84" aria-hidden="true" focusable="false">
        <ellipse cx="60" cy="76" rx="46" ry="6" fill="#e6e9e8" />
        <path d="M30 34h60l-6 36a6 6 0 0 1-6 5H42a6 6 0 0 1-6-5Z" fill="#c9b08a" />
        <path d="M30 34h60l-1.5 9h-57Z" fill="#b3976c" />
        <path d="M42 34c0-16 8-26 18-26s18 10 18 26" fill="none" stroke="#8f744c" stroke-width="4" />
        <path d="M37 50h46M38.5 60h43M50 43v31M60 43v32M70 43v31" stroke="#b3976c" stroke-width="2" />
      </svg>
      <h1>{title}</h1>
      <p>{words}</p>
      {children}
    </section>
  )
}
