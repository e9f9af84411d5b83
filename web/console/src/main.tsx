import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { OfficeRoot } from '../../office/src/frame.js'
import { Console } from './console.js'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <OfficeRoot>
      <Console />
    </OfficeRoot>
  </StrictMode>,
)
