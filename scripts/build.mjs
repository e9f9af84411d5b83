import { buildChanged } from './parts/build-steps.mjs'
import { run } from './parts/say.mjs'

// npm run build -- --force builds the pages again although nothing changed.
await run(async () => {
  await buildChanged({ force: process.argv.includes('--force') })
  console.log('构建完成。 Everything is built.')
})
