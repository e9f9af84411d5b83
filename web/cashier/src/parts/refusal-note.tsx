import type { Refusal } from '../cashier-view.js'
import { useSay } from '../language.js'
import { WarningIcon } from './icons.js'

export function RefusalNote({ refusal }: { refusal: Refusal | null }) {
  const say = useSay()
  if (!refusal) return null
  const next = refusal.next ? say(refusal.next, refusal.nextEn ?? '') : ''
  return (
    <div class="note note-warn" role="alert">
      <WarningIcon />
      <p>
        {say(refusal.message, refusal.messageEn)} {next}
      </p>
    </div>
  )
}
