// Every German message file, as one download for those who read German.
import type { Catalogue } from './locale.svelte.ts'

const files = import.meta.glob<Record<string, unknown>>('../**/messages.de.json', { eager: true, import: 'default' })

/** `../features/board/messages.de.json` holds the words of the area `features/board`. */
const areaOf = (path: string) => path.slice('../'.length, path.lastIndexOf('/'))

export default Object.fromEntries(Object.entries(files).map(([path, words]) => [areaOf(path), words])) as Catalogue
