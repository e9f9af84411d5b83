import { type ComponentChildren, createContext } from 'preact'
import { useContext, useLayoutEffect, useMemo, useState } from 'preact/hooks'

export type Language = 'zh' | 'en'

/** Picks one of two sentences that stand side by side in the source, Chinese first. */
export type Say = (zh: string, en: string) => string

const STORED_AS = 'hutong.language'

const LanguageContext = createContext<{ language: Language; say: Say; change: (next: Language) => void }>({
  language: 'zh',
  say: (zh) => zh,
  change: () => {},
})

/** The address asks first, then what the shopper chose last time, then Chinese. */
export function pickLanguage(search: string, remembered: string | null): Language {
  const asked = new URLSearchParams(search).get('lang')
  const wish = asked ?? remembered ?? 'zh'
  return wish.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

function recall(): string | null {
  try {
    return localStorage.getItem(STORED_AS)
  } catch {
    // Storage is refused inside some frames and in-app browsers; the page works without memory.
    return null
  }
}

export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(() => pickLanguage(location.search, recall()))
  // With the change itself, not after the next paint: whoever reloads at once has chosen all the same.
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    try {
      localStorage.setItem(STORED_AS, language)
    } catch {}
  }, [language])
  const value = useMemo(() => {
    const say: Say = (zh, en) => (language === 'zh' ? zh : en)
    return { language, say, change: setLanguage }
  }, [language])
  return <LanguageContext.Provider value={value}>{children}</LanguageContext.Provider>
}

export function useSay(): Say {
  return useContext(LanguageContext).say
}

export function LanguageSwitch() {
  const { language, change } = useContext(LanguageContext)
  return (
    <button
      type="button"
      class="language"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => change(language === 'zh' ? 'en' : 'zh')}
    >
      {language === 'zh' ? 'English' : '中文'}
    </button>
  )
}
