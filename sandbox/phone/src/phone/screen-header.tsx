import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useSay } from '../shared/language.js'
import { BackIcon } from './icons.js'

/** Takes the focus when its screen opens, so a screen reader tells where one is. */
export function ScreenHeader({
  title,
  onBack,
  end,
}: {
  title: string
  onBack?: (() => void) | undefined
  end?: ComponentChildren
}) {
  const say = useSay()
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <header class="screen-header">
      {onBack ? (
        <button type="button" class="icon-button" aria-label={say('返回', 'Back')} onClick={onBack}>
          <BackIcon />
        </button>
      ) : (
        <span class="icon-space" />
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <span class="icon-space">{end}</span>
    </header>
  )
}
