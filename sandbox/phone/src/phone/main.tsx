import { render } from 'preact'
import { LanguageProvider } from '../shared/language.js'
import '../shared/theme.css'
import './phone.css'
import './home-screen.css'
import './wallet.css'
import './scan.css'
import './pay.css'
import './password-pad.css'
import './result.css'
import './waiting.css'
import '../chats/chats.css'
import { PhoneApp, readInvitation } from './phone-app.js'

render(
  <LanguageProvider>
    <PhoneApp invitation={readInvitation(location.search)} />
  </LanguageProvider>,
  document.getElementById('app')!,
)
