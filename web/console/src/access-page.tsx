import { defineWords, useWords } from '../../office/src/language.js'
import { Page } from '../../office/src/page.js'
import { ApiKeys } from './api-keys.js'

const words = defineWords({ title: '接入' }, { title: 'Access' })

/** The marketplace's keys. */
export function AccessPage() {
  const t = useWords(words)
  return (
    <Page title={t.title}>
      <ApiKeys />
    </Page>
  )
}
