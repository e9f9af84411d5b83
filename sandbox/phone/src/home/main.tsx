import { render } from 'preact'
import { LanguageProvider } from '../shared/language.js'
import '../shared/theme.css'
import './home.css'
import './controls.css'
import './start.css'
import './orders.css'
import './events.css'
import './steering.css'
import { HomeApp } from './home-app.js'
import { TellProvider } from './tell.js'

render(
  <LanguageProvider>
    <TellProvider>
      <HomeApp />
    </TellProvider>
  </LanguageProvider>,
  document.getElementById('app')!,
)
