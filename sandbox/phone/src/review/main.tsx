import { render } from 'preact'
import { LanguageProvider } from '../shared/language.js'
import '../shared/theme.css'
import './review.css'
import './desk/desk.css'
import './zft/zft.css'
import { ReviewApp } from './review-app.js'

render(
  <LanguageProvider>
    <ReviewApp />
  </LanguageProvider>,
  document.getElementById('app')!,
)
