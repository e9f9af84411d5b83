import type { ComponentChildren } from 'preact'

export function ViewHeading({ children }: { children: ComponentChildren }) {
  return (
    <h2 class="view-heading" data-view-heading tabIndex={-1}>
      {children}
    </h2>
  )
}
