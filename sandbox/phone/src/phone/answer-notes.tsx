import type { Refusal } from '../shared/call-api.js'
import { useLanguage, useSay } from '../shared/language.js'

/** An answer is on its way. */
export function WaitingNote({ children }: { children: string }) {
  return (
    <div class="pay-waiting" aria-busy="true">
      <span class="spinner" aria-hidden="true" />
      <p role="status">{children}</p>
    </div>
  )
}

/** The sandbox said no, or said nothing; `unheard` stands where it said nothing. */
export function FailedNote({
  failed,
  unheard,
}: {
  failed: { readonly refusal: Refusal | null; readonly retry: () => void }
  unheard: string
}) {
  const say = useSay()
  const language = useLanguage()
  return (
    <div class="history-empty" role="alert">
      <p>{failed.refusal?.[language] ?? unheard}</p>
      <button type="button" class="quiet" onClick={failed.retry}>
        {say('再试一次', 'Try again')}
      </button>
    </div>
  )
}
