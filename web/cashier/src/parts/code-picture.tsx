import { useState } from 'preact/hooks'
import { useSay } from '../language.js'

interface Props {
  url: string
  sizePx: number
  words: string
}

/** The QR code. On a bad network the picture may not arrive although the page did: then it is asked for again. */
export function CodePicture({ url, sizePx, words }: Props) {
  const say = useSay()
  const [tries, setTries] = useState(0)
  const [state, setState] = useState<'coming' | 'here' | 'lost'>('coming')
  if (state === 'lost') {
    return (
      <div class="code-lost">
        <p>{say('二维码没有取到', 'The code did not arrive')}</p>
        <button
          type="button"
          class="button button-plain"
          onClick={() => {
            setTries(tries + 1)
            setState('coming')
          }}
        >
          {say('再取一次', 'Try again')}
        </button>
      </div>
    )
  }
  return (
    <img
      class={state === 'coming' ? 'bone' : undefined}
      src={tries === 0 ? url : `${url}&try=${tries}`}
      width={sizePx}
      height={sizePx}
      alt={words}
      onLoad={() => setState('here')}
      onError={() => setState('lost')}
    />
  )
}
