// The languages of letters. Runs while building: the schemas stay behind.
import { letterLanguages as languages } from '../../../shared/features/letters.ts'

export type { LetterSettings } from '../../../shared/features/letters.ts'
export const letterLanguages = [...languages]
