// Builds the browser client: Svelte and Tailwind from client/ into dist/client, every asset from our own origin.
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { groups } from './client/build/chunks.ts'
import { compressed } from './client/build/compressed.ts'
import { dataModules } from './client/build/data-modules.ts'
import { serviceWorker } from './client/build/service-worker.ts'
import { withoutReasons } from './client/build/without-reasons.ts'
import { withoutSchemas } from './client/build/without-schemas.ts'
import { compileMessages } from './client/i18n/compile-messages.ts'

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const api = 'http://localhost:3000'

export default defineConfig({
  root: fromHere('./client'),
  cacheDir: fromHere('./node_modules/.vite'),
  plugins: [
    dataModules(), withoutSchemas(), withoutReasons(), compileMessages(), tailwindcss(), svelte({ configFile: fromHere('./client/svelte.config.js') }),
    serviceWorker(), compressed(),
  ],
  build: {
    outDir: fromHere('./dist/client'),
    emptyOutDir: true,
    target: 'es2023',
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The first script names every other one. Two names differ by their first part or by 42 bits of what is in them.
      output: { codeSplitting: { groups }, chunkFileNames: 'assets/[name]-[hash:7].js', assetFileNames: 'assets/[name]-[hash:7][extname]' },
      // Both packages and the kit do nothing on import but do not say so. Without this whatever any page takes from the
      // kit's index is in the first download of all.
      treeshake: {
        moduleSideEffects: [
          { test: /node_modules\/(?:marked|dompurify)\//, sideEffects: false },
          { test: /\/client\/ui\/[^?]+\.(?:svelte|ts)$/, sideEffects: false },
        ],
      },
    },
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: {
      '/api': { target: api },
      '/socket.io': { target: api, ws: true },
    },
  },
})
