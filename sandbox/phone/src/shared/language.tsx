import { type ComponentChildren, createContext } from 'preact'
import { useContext, useLayoutEffect, useState } from 'preact/hooks'

export type Language = 'zh' | 'en'

/** Picks one of two sentences that stand side by side in the source, Chinese first. */
export type Say = (zh: string, en: string) => string

const STORED_AS = 'hutong.language'

const LanguageContext = createContext<{ language: Language; say: Say; change: (next: Language) => void }>({
  language: 'zh',
  say: (zh) => zh,
  change: () => {},
})

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'zh'
  } catch {
    // Storage is refused inside some frames; the page still works, only without memory.
    return 'zh'
  }
}

export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(rememberedLanguage)
  // With the change itself, not after the next paint: whoever reloads at once has chosen all the same.
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    try {
      localStorage.setItem(STORED_AS, language)
    } catch {}
  }, [language])
  const say: Say = (zh, en) => (language === 'zh' ? zh : en)
  return (
    <LanguageContext.Provider value={{ language, say, change: setLanguage }}>
      {children}
    </LanguageContext.Provider>
  )
}

export function useSay(): Say {
  return useContext(LanguageContext).say
}

export function useLanguage(): Language {
  return useContext(LanguageContext).language
}

export function LanguageSwitch() {
  const { language, change } = useContext(LanguageContext)
  return (
    <button
      type="button"
      class="language-switch"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => change(language === 'zh' ? 'en' : 'zh')}
    >
      {language === 'zh' ? 'English' : '中文'}
    </button>
  )
}
