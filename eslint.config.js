// Lint rules of the whole repository: no `any`, nothing unused, settings and sockets only where they belong.
import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './client/svelte.config.js'

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Environment variables are read only in server/config.ts.',
}
const emitting = {
  selector: "CallExpression[callee.property.name='emit']",
  message: 'Only server/realtime talks to sockets.',
}
const unused = ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }]

export default ts.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/', 'test-results/', '.stryker-tmp/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: globals.nodeBuiltin },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/no-unused-vars': unused,
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      'no-undef': 'off',
      'no-restricted-syntax': ['error', environment],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['server/**'],
    ignores: ['server/realtime/**', 'server/config.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, emitting] },
  },
  {
    files: ['server/config.ts', 'vitest.config.ts', 'scripts/**', 'deploy/**', 'tests/**', 'bench/**', 'examples/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['client/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['client/build/service-worker.js'],
    languageOptions: { globals: globals.serviceworker },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      // `let { value = $bindable(), label } = $props()` must be one `let`.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all', excludedRunes: ['$props', '$derived'] }],
      'svelte/no-at-html-tags': 'error',
    },
  },
  {
    // Stores keep immutable maps in `$state.raw` and plain ones for bookkeeping that nothing draws.
    files: ['client/**/*.svelte.ts'],
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
)
