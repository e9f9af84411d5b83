import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** What a shopper's phone loads before anything can be tapped: every script and style, compressed. */
const LIMIT_BYTES = 40_000

const folder = new URL('./dist/assets/', import.meta.url)
const files = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))
const sizes = files.map((name) => ({ name, bytes: gzipSync(readFileSync(new URL(name, folder))).length }))
const totalBytes = sizes.reduce((sum, { bytes }) => sum + bytes, 0)

for (const { name, bytes } of sizes) console.log(`  ${name}  ${(bytes / 1000).toFixed(1)} kB gzip`)
console.log(`cashier first load: ${(totalBytes / 1000).toFixed(1)} kB gzip (limit ${LIMIT_BYTES / 1000} kB)`)
if (totalBytes > LIMIT_BYTES) {
  console.error('The cashier has grown past its limit: phones on slow networks would wait for it.')
  process.exit(1)
}
