import { configDefaults, defineConfig } from 'vitest/config'

const exclude = [...configDefaults.exclude, '**/dist/**', '**/dist-server/**']

export default defineConfig({
  test: {
    globalSetup: ['test/src/support/global-setup.ts'],
    // Two: tests talk to a PostgreSQL and to sandboxes that need the same cores.
    maxWorkers: 2,
    pool: 'forks',
    testTimeout: 15_000,
    hookTimeout: 60_000,
    // What is waited for is said by another process, by the database or by a page: a second is soon over.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{money,wechatpay,sandbox,server,client,web,bench,scripts}/**/*.test.{ts,tsx}',
            'test/src/*.test.ts',
          ],
          exclude,
        },
      },
      {
        extends: true,
        test: {
          name: 'flows',
          include: ['test/src/**/*.test.ts'],
          exclude: [...exclude, 'test/src/*.test.ts', 'test/src/browser/**'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/src/browser/**/*.test.ts'],
          exclude,
          // One browser at a time: two on two cores only wait for each other.
          fileParallelism: false,
          // Each step gives up by itself after some seconds; a walk has a hundred of them.
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
