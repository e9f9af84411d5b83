import { fileURLToPath } from 'node:url'

/** SQL is not compiled: it is read from the sources, which lie beside the built files. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../src/migrations', import.meta.url))
