import { Input, type InputRef } from 'antd'
import { useEffect, useRef } from 'react'
import { SearchIcon } from '../../office/src/icons.js'
import { defineWords, useWords } from '../../office/src/language.js'
import { goTo, hrefTo, useRoute } from '../../office/src/route.js'

const words = defineWords(
  {
    search: '搜任何单号',
    large: '搜任何单号：我方、支付机构或店铺的',
    label: '搜索：我方、支付机构或店铺的单号',
  },
  {
    search: 'Any number',
    large: "Any number: ours, theirs, the shop's",
    label: "Search by any number: ours, the institution's or the shop's",
  },
)

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** One box for every number. "/" puts the cursor there, Enter looks it up. */
export function SearchBox({ large = false }: { large?: boolean }) {
  const t = useWords(words)
  const input = useRef<InputRef>(null)
  const { path, query } = useRoute()
  const asked = path === '/search' ? (query.get('q') ?? '') : ''
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      input.current?.focus({ cursor: 'all' })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <search>
      <Input
        key={asked}
        ref={input}
        defaultValue={asked}
        className="search-box"
        size={large ? 'large' : 'middle'}
        prefix={<SearchIcon />}
        suffix={
          <span className="key-hint" aria-hidden="true">
            /
          </span>
        }
        placeholder={large ? t.large : t.search}
        aria-label={t.label}
        aria-keyshortcuts="/"
        onPressEnter={(event) => {
          const text = event.currentTarget.value.trim()
          if (text) goTo(hrefTo('/search', { q: text }))
        }}
      />
    </search>
  )
}
