import { render } from 'preact'
import { LanguageProvider } from '../shared/language.js'
import '../shared/theme.css'
import './phone.css'
import './scan.css'
import './pay.css'
import { PhoneApp, readInvitation } from './phone-app.js'

render(
  <LanguageProvider>
    <PhoneApp invitation={readInvitation(location.search)} />
  </LanguageProvider>,
  document.getElementById('app')!,
)
