import type { ReactNode } from 'react'

/** One part of the rules, with its name beside it. */
export function RuleSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rule-section" aria-label={title}>
      <h3>{title}</h3>
      <div className="rule-fields">{children}</div>
    </section>
  )
}
