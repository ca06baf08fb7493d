// The letter to whoever's password was replaced: the one who did it may be another.
import type { LetterLanguage } from '../../../shared/features/letters.ts'
import type { JobData } from '../../kernel/jobs.ts'
import type { Work } from '../../kernel/work.ts'
import { settingsOf } from '../letters/settings.queries.ts'
import { outgoingOf, type OutgoingSettings } from '../mail/outgoing.ts'
import { inOneLine } from '../mail/in-one-line.ts'

interface Person { memberId: string; email: string; name: string }
interface Letter { to: string; name: string; url: string }

const words: Record<LetterLanguage, { subject: string; text: (letter: Letter) => string[] }> = {
  en: {
    subject: 'Your password for Lockstep was changed',
    text: ({ name, url }) => [
      `Hello ${name},`, 'your password was changed a moment ago. Whatever else was signed in to your account is signed out; API tokens that you made stay good.',
      'If it was not you, choose another one here at once, and look through your API tokens:', url,
    ],
  },
  de: {
    subject: 'Dein Passwort für Lockstep wurde geändert',
    text: ({ name, url }) => [
      `Hallo ${name},`, 'dein Passwort wurde gerade geändert. Was sonst bei deinem Konto angemeldet war, ist abgemeldet; API-Tokens, die du gemacht hast, gelten weiter.',
      'Wenn du das nicht warst, wähle hier sofort ein anderes, und sieh deine API-Tokens durch:', url,
    ],
  },
}

function passwordChangedMail(language: LetterLanguage, letter: Letter): JobData['mail.send'] {
  const { subject, text } = words[language]
  return { to: letter.to, subject, text: text(letter).join('\n\n') }
}

/** Has it written in the transaction that changes the password, where mail is sent at all. */
export async function tellPasswordChanged(work: Work, settings: OutgoingSettings, { memberId, email, name }: Person): Promise<void> {
  const { origin, mail } = outgoingOf(settings)
  if (!mail) return
  const { language } = await settingsOf(work, memberId)
  await work.enqueue('mail.send', passwordChangedMail(language, { to: email, name: inOneLine(name), url: `${origin}/forgot-password` }))
}
