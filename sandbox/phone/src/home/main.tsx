import { render } from 'preact'
import { LanguageProvider } from '../shared/language.js'
import '../shared/theme.css'

render(<LanguageProvider>home</LanguageProvider>, document.getElementById('app')!)
