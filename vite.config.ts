// Builds the browser client: Svelte and Tailwind from client/ into dist/client, every asset from our own origin.
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const api = 'http://localhost:3000'

export default defineConfig({
  root: fromHere('./client'),
  cacheDir: fromHere('./node_modules/.vite'),
  plugins: [tailwindcss(), svelte({ configFile: fromHere('./client/svelte.config.js') })],
  build: {
    outDir: fromHere('./dist/client'),
    emptyOutDir: true,
    target: 'es2023',
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Both packages do nothing on import but do not say so; without this every page with the kit would carry them.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/(?:marked|dompurify)\//, sideEffects: false }] },
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
