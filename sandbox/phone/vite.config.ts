import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const sandbox = process.env.HUTONG_SANDBOX_URL ?? 'http://127.0.0.1:3100'

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [preact({ devToolsEnabled: false })],
  // The reader of QR codes runs in a worker, so a shopper who never scans an image never loads it.
  worker: { format: 'es' },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: {
      input: { home: here('./index.html'), phone: here('./phone.html'), review: here('./review.html') },
    },
  },
  // Only for work on these pages: the sandbox itself serves the built files.
  server: { proxy: { '/control': sandbox, '/credentials': sandbox, '/phone/api': sandbox } },
})
