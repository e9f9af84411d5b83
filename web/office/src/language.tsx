import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export type Language = 'zh' | 'en'

const REMEMBERED_AS = 'hutong.language'

interface LanguageChoice {
  language: Language
  choose: (language: Language) => void
}

const LanguageContext = createContext<LanguageChoice>({ language: 'zh', choose: () => {} })

function remembered(): Language {
  try {
    return localStorage.getItem(REMEMBERED_AS) === 'en' ? 'en' : 'zh'
  } catch {
    // Storage is refused in some private windows; Chinese comes first.
    return 'zh'
  }
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(remembered)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    try {
      localStorage.setItem(REMEMBERED_AS, language)
    } catch {
      // Not remembered, but it still holds for this visit.
    }
  }, [language])
  const choice = useMemo(() => ({ language, choose: setLanguage }), [language])
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

export const useLanguage = () => useContext(LanguageContext)

/** Words of one screen in both languages; the English half must have every key of the Chinese one. */
export function defineWords<T extends object>(zh: T, en: { [K in keyof T]: T[K] }) {
  return { zh, en }
}

export function useWords<T>(words: { zh: T; en: T }): T {
  return words[useLanguage().language]
}

export const pick = (language: Language, zh: string, en: string | null | undefined) =>
  language === 'zh' || !en ? zh : en
