import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const platform = process.env.HUTONG_API_URL ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: here('.'),
  // One page answers for every /cashier/{id}; its script and style lie under /cashier/assets/.
  base: '/cashier/',
  plugins: [preact({ devToolsEnabled: false })],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    // A single chunk: a stranger on a phone pays for every extra round trip.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // Only for work on this page: the platform itself serves the built files.
  server: { proxy: { '/cashier/api': platform } },
})
