import { useEffect, useRef } from 'preact/hooks'

/** Tells ears what eyes see: one polite sentence per change of state, none for the seconds of a countdown. */
export function Announcer({ sentence, kind }: { sentence: string; kind: string }) {
  useFocusOnChange(kind)
  return (
    <div class="for-ears" role="status" aria-live="polite" aria-atomic="true">
      {kind === 'loading' ? '' : sentence}
    </div>
  )
}

/**
 * When one view takes the place of another, the focused button is gone: the new view's heading takes the focus,
 * so that a keyboard goes on from there. The first view after loading leaves the focus alone.
 */
function useFocusOnChange(kind: string): void {
  const shown = useRef<string | null>(null)
  useEffect(() => {
    const before = shown.current
    shown.current = kind
    if (before === null || before === 'loading' || before === kind) return
    document.querySelector<HTMLElement>('[data-view-heading]')?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [kind])
}
