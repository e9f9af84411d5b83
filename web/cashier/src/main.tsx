import { render } from 'preact'
import { App } from './app.js'
import { readPlace } from './cashier-api.js'
import { currentScene } from './choose-scene.js'
import { LanguageProvider } from './language.js'

const root = document.getElementById('app')
if (root) {
  // The skeleton in the page holds the place until here; drawing over it would try to reuse its nodes.
  root.replaceChildren()
  render(
    <LanguageProvider>
      <App place={readPlace(location.pathname, location.search)} scene={currentScene()} />
    </LanguageProvider>,
    root,
  )
}
