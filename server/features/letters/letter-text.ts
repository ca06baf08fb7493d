// What a letter says, in the member's language. Pure.
import type { LetterLanguage } from '../../../shared/features/letters.ts'
import type { Told } from './write-letter.ts'
import { words } from './words.ts'

interface Letter {
  name: string; organization: string; timezone: string; language: LetterLanguage; origin: string
  told: readonly Told[]
  /** The address that ends letters. */
  end: string
}

const MOST_SUBJECT = 120

/** Subject and text. */
export function letterOf({ name, organization, timezone, language, origin, told, end }: Letter): { subject: string; text: string } {
  const say = words[language]
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { weekday: 'short', day: 'numeric', month: 'long', timeZone: timezone })
  const [first] = told
  const subject = told.length === 1 ? `${nameOf(first!)}: ${say.sentence(first!, day)}` : say.several(told.length, organization)
  return {
    subject: shortened(subject),
    text: [
      say.greeting(name), ...told.map((one) => [nameOf(one), say.sentence(one, day), ...quoteOf(one), addressOf(one, origin)].join('\n')),
      `-- \n${say.why(organization)}\n${say.settings(`${origin}/settings/notifications`)}\n${say.end(end)}`,
    ].join('\n\n'),
  }
}

const nameOf = ({ key, title }: Told): string => (key === null ? title : `${key} ${title}`)

const quoteOf = ({ kind, detail }: Told): string[] => ((kind === 'mentioned' || kind === 'commented') && detail !== '' ? [`> ${detail.replaceAll(/\s*\n\s*/g, '\n> ')}`] : [])

function addressOf({ key, projectId, teamId }: Told, origin: string): string {
  if (projectId === null) return `${origin}/teams/${teamId}`
  return key === null ? `${origin}/projects/${projectId}` : `${origin}/projects/${projectId}?task=${key}`
}

function shortened(text: string): string {
  const letters = [...text.replaceAll(/\s+/g, ' ')]
  return letters.length <= MOST_SUBJECT ? letters.join('') : `${letters.slice(0, MOST_SUBJECT).join('')}…`
}
