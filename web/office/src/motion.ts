import type { ConfigProviderProps } from 'antd'
import { useSyncExternalStore } from 'react'
import { theme } from './theme.js'

const asked = window.matchMedia('(prefers-reduced-motion: reduce)')

function listen(changed: () => void): () => void {
  asked.addEventListener('change', changed)
  return () => asked.removeEventListener('change', changed)
}

const MOVING: Pick<ConfigProviderProps, 'theme' | 'wave'> = { theme }

/** Without dialogs that slide, toasts that fade and buttons that ripple. */
const STILL: typeof MOVING = {
  theme: {
    ...theme,
    token: {
      ...theme.token,
      motion: false,
      motionDurationFast: '0s',
      motionDurationMid: '0s',
      motionDurationSlow: '0s',
    },
  },
  wave: { disabled: true },
}

/** How the pages move for somebody whose system may ask for less of it; antd does not look by itself. */
export const useMotion = () => (useSyncExternalStore(listen, () => asked.matches) ? STILL : MOVING)
