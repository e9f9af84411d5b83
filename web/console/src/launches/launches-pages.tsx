import { NotFound } from '../../../office/src/frame.js'
import { matchRoute } from '../../../office/src/route.js'
import { AlertsPage } from './alerts/alerts-page.js'
import { NewBatchPage } from './invitations/new-batch-page.js'
import { LaunchPage } from './launch-page.js'
import { LaunchesPage } from './launches-page.js'
import { NewLaunchPage } from './new-launch-page.js'
import { PolicyPage } from './policy/policy-page.js'
import { NewTermsPage } from './terms/new-terms-page.js'
import { TermsPage } from './terms/terms-page.js'
import { TermsVersionPage } from './terms/terms-version-page.js'

/** Everything below /launches, loaded as one piece. */
export function LaunchesPages({ path }: { path: string }) {
  switch (path) {
    case '/launches':
      return <LaunchesPage />
    case '/launches/new':
      return <NewLaunchPage />
    case '/launches/terms':
      return <TermsPage />
    case '/launches/terms/new':
      return <NewTermsPage />
    case '/launches/policy':
      return <PolicyPage />
    case '/launches/alerts':
      return <AlertsPage />
  }
  const terms = matchRoute('/launches/terms/:seq', path)
  if (terms && /^\d+$/.test(terms.seq!)) return <TermsVersionPage key={terms.seq} seq={Number(terms.seq)} />
  const batch = matchRoute('/launches/:id/new-batch', path)
  if (batch) return <NewBatchPage key={batch.id} launchId={batch.id!} />
  const launch = matchRoute('/launches/:id', path)
  if (launch) return <LaunchPage key={launch.id} launchId={launch.id!} />
  return <NotFound />
}
