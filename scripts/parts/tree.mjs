import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the whole project, wherever a command is run from. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** Where data, logs and the sandbox's keys are kept. */
export const dataFolder = resolve(root, process.env.HUTONG_DATA || '.hutong')

export const inTree = (...parts) => join(root, ...parts)

/** Pages that Vite builds, in the order in which a person meets them. */
export const pages = ['web/mall', 'web/cashier', 'sandbox/phone', 'web/workbench', 'web/console'].filter(
  (page) => existsSync(inTree(page, 'vite.config.ts')),
)
