import type { ApiRefusal } from '../../../../office/src/api.js'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { Refused } from '../../../../office/src/load-states.js'

const words = defineWords({ word: '出现的词：' }, { word: 'The word: ' })

/** With the very word that a text of neutral words may not have. */
export function TermsRefused({ error }: { error: ApiRefusal }) {
  const t = useWords(words)
  const word = error.body.details?.word
  return (
    <>
      <Refused error={error} />
      {typeof word === 'string' && (
        <p>
          {t.word}
          <mark>{word}</mark>
        </p>
      )}
    </>
  )
}
