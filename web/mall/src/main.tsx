import { render } from 'preact'
import { App } from './app.js'
import { LanguageProvider } from './language.js'
import { CartProvider } from './use-cart.js'

const root = document.getElementById('app')
if (root) {
  render(
    <LanguageProvider>
      <CartProvider>
        <App />
      </CartProvider>
    </LanguageProvider>,
    root,
  )
}
