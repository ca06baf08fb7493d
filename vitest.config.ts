// The tests in three projects: the server's, the client's, and whole journeys in a real browser.
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { dataModules } from './client/build/data-modules.ts'
import { compileMessages } from './client/i18n/compile-messages.ts'
import { LongestFirst } from './tests/support/longest-first.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const setup = 'tests/support/global-setup.ts'
// A shared machine stalls now and then; the report names what needed its second try.
const retry = process.env.CI ? 1 : 0
const compiler = svelte({ configFile: `${root}client/svelte.config.js` })

export default defineConfig({
  root,
  plugins: [dataModules(), compileMessages()],
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    passWithNoTests: true,
    expect: { poll: { timeout: 5_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'server', environment: 'node',
          include: ['tests/**/*.test.ts'], exclude: ['tests/client/**', 'tests/e2e/**'],
          globalSetup: setup, setupFiles: ['tests/support/setup.ts'], testTimeout: 40_000, hookTimeout: 120_000, retry,
          // A process of its own for each file would load the server, and compile the embedded database, some two hundred times.
          isolate: false,
        },
      },
      {
        extends: true,
        plugins: [compiler],
        resolve: { conditions: ['browser'] },
        test: { name: 'client', environment: 'node', include: ['tests/client/**/*.test.ts'], setupFiles: ['tests/client/setup.ts'], testTimeout: 10_000 },
      },
      {
        extends: true,
        test: {
          name: 'e2e', environment: 'node', include: ['tests/e2e/**/*.test.ts'], isolate: false,
          globalSetup: [setup, 'tests/e2e/support/build-client.ts'], testTimeout: 120_000, hookTimeout: 120_000, sequence: { groupOrder: 1 }, retry,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['server/**/*.ts', 'shared/**/*.ts', 'client/**/*.ts'],
      exclude: ['client/gallery*/**', 'client/gallery.ts', '**/*.d.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'coverage',
    },
  },
})
