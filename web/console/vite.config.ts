import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: { target: 'es2022', chunkSizeWarningLimit: 900 },
  server: { proxy: { '/console/api': 'http://127.0.0.1:3000' } },
})
