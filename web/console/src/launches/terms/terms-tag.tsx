import { Tag } from '../../../../office/src/figures.js'
import { defineWords, useWords } from '../../../../office/src/language.js'
import type { Tone } from '../../../../office/src/names.js'
import type { Terms } from './terms-api.js'

const words = defineWords(
  { inForce: '现行', draft: '草稿', coming: '待生效', past: '已被取代', withdrawn: '已撤回' },
  { inForce: 'In force', draft: 'Draft', coming: 'To take effect', past: 'Replaced', withdrawn: 'Withdrawn' },
)

type Standing = 'inForce' | 'draft' | 'coming' | 'past' | 'withdrawn'
const TONES: Record<Standing, Tone> = {
  inForce: 'good',
  draft: 'quiet',
  coming: 'warn',
  past: 'quiet',
  withdrawn: 'quiet',
}

export function standingOf({ state, inForce, effectiveAt }: Terms): Standing {
  if (state !== 'published') return state
  if (inForce) return 'inForce'
  return effectiveAt !== null && Date.parse(effectiveAt) > Date.now() ? 'coming' : 'past'
}

export function TermsTag({ terms }: { terms: Terms }) {
  const t = useWords(words)
  const standing = standingOf(terms)
  return <Tag tone={TONES[standing]}>{t[standing]}</Tag>
}

const EVERY_MS = 15_000
const SOON_EVERY_MS = 2_000
const SOON_MS = 60_000

/** How often to ask again: what is about to take effect is watched. */
export const termsEveryMs = (versions: readonly Terms[]): number =>
  versions.some(({ inForce, effectiveAt, state }) => {
    if (state !== 'published' || inForce || effectiveAt === null) return false
    return Math.abs(Date.parse(effectiveAt) - Date.now()) < SOON_MS
  })
    ? SOON_EVERY_MS
    : EVERY_MS
