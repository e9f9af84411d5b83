import type { InstitutionName } from '../core/institution.js'
import type { NoticeRecord } from '../core/notices.js'

export interface ForwardWish {
  /** Where notices go instead; without a path each keeps the path of its own address. */
  url: string
  /** Only this institution's notices; both unless given. */
  institution?: InstitutionName
  /** For how long, on this machine's clock; a listener that dies is forgotten by itself. */
  forMs?: number
}

export interface Forward {
  institution: InstitutionName | '*'
  url: string
  untilMs: number
}

/** Leads notices to a developer's machine while somebody listens there. */
export interface NoticeForwarding {
  set(wish: ForwardWish): Forward[]
  clear(): void
  list(): Forward[]
  addressOf(notice: NoticeRecord): string
}

const FOR_MS = 15_000

export function createNoticeForwarding(): NoticeForwarding {
  let forwards: Forward[] = []
  const current = (): Forward[] => {
    forwards = forwards.filter(({ untilMs }) => untilMs > Date.now())
    return forwards
  }
  return {
    list: current,
    clear() {
      forwards = []
    },
    set({ url, institution: wanted, forMs = FOR_MS }) {
      const institution = wanted ?? '*'
      const others = current().filter((one) => one.institution !== institution)
      forwards = [...others, { institution, url, untilMs: Date.now() + forMs }]
      return forwards
    },
    addressOf(notice) {
      const open = current()
      const forward =
        open.find(({ institution }) => institution === notice.institution) ??
        open.find(({ institution }) => institution === '*')
      return forward ? forwardedAddress(forward.url, notice.url) : notice.url
    },
  }
}

/** `http://127.0.0.1:3000` keeps the notice's own path; an address with a path is taken as it is. */
function forwardedAddress(to: string, own: string): string {
  const target = new URL(to)
  if (target.pathname !== '/' || target.search !== '' || to.endsWith('/') || !URL.canParse(own)) return to
  const { pathname, search } = new URL(own)
  return `${target.origin}${pathname}${search}`
}
