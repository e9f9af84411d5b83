import { useSay } from '../language.js'
import type { Trouble } from '../shop-api.js'
import { WarningIcon } from './icons.js'

export function TroubleNote({ trouble }: { trouble: Trouble | null }) {
  const say = useSay()
  if (!trouble) return null
  return (
    <div class="note note-warn" role="alert">
      <WarningIcon />
      <p>{say(trouble.message, trouble.messageEn)}</p>
    </div>
  )
}
