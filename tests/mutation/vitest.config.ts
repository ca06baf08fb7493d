// The tests that mutants of policy and tenancy are tried against (`npm run test:mutation`): few and fast, most without a server.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    environment: 'node', pool: 'forks', globalSetup: 'tests/support/global-setup.ts', testTimeout: 20_000, hookTimeout: 60_000,
    include: ['tests/policy/{policy,roles,access,rights-lock}.test.ts', 'tests/tenancy/declaration.test.ts'],
  },
})
