import { useLanguage } from './language.js'

export function LanguageSwitch() {
  const { language, choose } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="bar-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => choose(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  )
}
