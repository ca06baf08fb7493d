// Languages by their own names: who cannot read the page's language finds theirs.
import type { Language } from './locale.svelte.ts'

const names: Record<Language, string> = { en: 'English', de: 'Deutsch' }

export const languageName = (language: Language): string => names[language]
