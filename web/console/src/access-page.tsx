import { defineWords, useWords } from '../../office/src/language.js'
import { Page } from '../../office/src/page.js'
import { ApiKeys } from './api-keys.js'
import { NewUser } from './new-user.js'

const words = defineWords({ title: '接入与账号' }, { title: 'Keys and sign-ins' })

/** The marketplace's keys, and who may sign in. */
export function AccessPage() {
  const t = useWords(words)
  return (
    <Page title={t.title}>
      <div className="stack">
        <ApiKeys />
        <NewUser />
      </div>
    </Page>
  )
}
