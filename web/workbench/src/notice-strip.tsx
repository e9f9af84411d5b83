import { Time } from '../../office/src/figures.js'
import { AlarmIcon, ArrowIcon } from '../../office/src/icons.js'
import { defineWords, pick, useLanguage, useWords } from '../../office/src/language.js'
import { hrefTo, useRoute } from '../../office/src/route.js'
import { isLetter } from './launch-state.js'
import { useLaunches } from './use-launches.js'

const words = defineWords(
  {
    label: '待办',
    letter: (name: string) => `您有一份邀请函：${name}`,
    until: '请在这之前答复：',
    open: '打开',
    needed: (label: string) => `平台规则“${label}”已经生效，您还没有同意，部分支付方式已停用`,
    agree: '阅读并同意',
    upcoming: (label: string) => `平台规则“${label}”即将生效，未同意的商户将停用部分支付方式`,
    from: '生效时间：',
    read: '查看变化',
  },
  {
    label: 'To do',
    letter: (name: string) => `You are invited: ${name}`,
    until: 'Please answer before ',
    open: 'Open',
    needed: (label: string) =>
      `The terms “${label}” are in force and you have not agreed: some methods are off`,
    agree: 'Read and agree',
    upcoming: (label: string) => `New terms “${label}” are coming; without agreement some methods go off`,
    from: 'In force from ',
    read: 'See what changes',
  },
)

/** What waits for the merchant, above every page until it is done. */
export function NoticeStrip() {
  const t = useWords(words)
  const { language } = useLanguage()
  const { path } = useRoute()
  const { data } = useLaunches()
  if (data === undefined) return null
  const { neededTerms: needed, upcomingTerms: upcoming } = data
  // The list of methods and the letter itself say it already.
  const letters = data.data
    .filter(isLetter)
    .filter(({ launchId }) => path !== '/methods' && path !== `/methods/${launchId}`)
  const showTerms = path !== '/terms'
  const hasUpcoming = upcoming !== null && !upcoming.agreed
  if (letters.length === 0 && !(showTerms && (needed !== null || hasUpcoming))) return null
  return (
    <section className="notices-strip" aria-label={t.label}>
      {showTerms && needed !== null && (
        <a className="notice-line notice-alarm" href={hrefTo('/terms')}>
          <AlarmIcon />
          <span>{t.needed(needed.label)}</span>
          <strong>
            {t.agree} <ArrowIcon />
          </strong>
        </a>
      )}
      {showTerms && hasUpcoming && (
        <a className="notice-line notice-warn" href={hrefTo('/terms')}>
          <AlarmIcon />
          <span>
            {t.upcoming(upcoming.label)}
            <span className="sub">
              {t.from}
              <Time at={upcoming.effectiveAt} />
            </span>
          </span>
          <strong>
            {t.read} <ArrowIcon />
          </strong>
        </a>
      )}
      {letters.map((launch) => (
        <a
          key={launch.launchId}
          className="notice-line notice-letter"
          href={hrefTo(`/methods/${launch.launchId}`)}
        >
          <LetterIcon />
          <span>
            {t.letter(pick(language, launch.name, launch.nameEn))}
            <span className="sub">
              {t.until}
              <Time at={launch.expiresAt} />
            </span>
          </span>
          <strong>
            {t.open} <ArrowIcon />
          </strong>
        </a>
      ))}
    </section>
  )
}

const LetterIcon = () => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    aria-hidden="true"
  >
    <rect x="3" y="5" width="18" height="14" rx="2" />
    <path d="m3.5 7 8.5 6 8.5-6" />
  </svg>
)
