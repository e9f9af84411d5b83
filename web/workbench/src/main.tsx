import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { OfficeRoot } from '../../office/src/frame.js'
import { Workbench } from './workbench.js'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <OfficeRoot>
      <Workbench />
    </OfficeRoot>
  </StrictMode>,
)
