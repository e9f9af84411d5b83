import { hrefTo } from '../../../../office/src/route.js'

export interface AlertPlace {
  href: string
  leadsTo: 'launch' | 'terms' | 'capability'
}

/** Where a person looks further; the subject says its kind before the colon. */
export function placeOfAlert(subject: string): AlertPlace | null {
  const mark = subject.indexOf(':')
  const id = encodeURIComponent(subject.slice(mark + 1))
  switch (subject.slice(0, mark)) {
    case 'launch':
      return { href: hrefTo(`/launches/${id}`), leadsTo: 'launch' }
    case 'terms':
      return { href: hrefTo(`/launches/terms/${id}`), leadsTo: 'terms' }
    case 'capability':
      return { href: hrefTo(`/capabilities/${id}`), leadsTo: 'capability' }
    default:
      return null
  }
}
