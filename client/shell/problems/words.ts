// The sentences of problems. They come after the page; until then the server's own words are told.
import { messages } from '../../i18n/messages.ts'
import { Late } from '../../ui/late.svelte.ts'

const load = async () => (await import('./messages.en.json', { with: { type: 'json' } })).default
type Sentences = Awaited<ReturnType<typeof load>>
const sentences = {} as Sentences

/** Loads the English ones; translations come with their language. */
export const problemSentences = new Late(async () => Object.assign(sentences, await load()))

export const t = messages('shell/problems', sentences)
