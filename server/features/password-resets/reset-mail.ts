// The letter with the link.
import type { LetterLanguage } from '../../../shared/features/letters.ts'
import type { JobData } from '../../kernel/jobs.ts'
import { inOneLine } from '../mail/in-one-line.ts'

/** `from`: who made it for them; null where they asked for it themselves. */
interface Letter { to: string; name: string; url: string; hours: number; from: string | null }
type Words = Record<'subject' | 'greeting' | 'why' | 'open' | 'otherwise', (letter: Letter) => string>

const words: Record<LetterLanguage, Words> = {
  en: {
    subject: () => 'Choose a new password for Lockstep',
    greeting: ({ name }) => `Hello ${name},`,
    why: ({ from }) => from === null ? 'somebody, most likely you, asked for a new password of your account.' : `${from} made a link with which you can choose a new password.`,
    open: ({ hours }) => `Open this address to choose it. It is for you alone, can be used once, and is good for ${hours === 1 ? 'one hour' : `${hours} hours`}:`,
    otherwise: ({ from }) => from === null ? 'If you did not expect this, you can ignore it: your password stays as it is.'
      : `If you did not expect this, ask ${from} or another admin at once: whoever has the address can choose your password.`,
  },
  de: {
    subject: () => 'Wähle ein neues Passwort für Lockstep',
    greeting: ({ name }) => `Hallo ${name},`,
    why: ({ from }) => from === null ? 'jemand, wahrscheinlich du, hat um ein neues Passwort für dein Konto gebeten.' : `${from} hat einen Link gemacht, mit dem du ein neues Passwort wählen kannst.`,
    open: ({ hours }) => `Öffne diese Adresse, um es zu wählen. Sie ist nur für dich, gilt einmal und ${hours === 1 ? 'eine Stunde' : `${hours} Stunden`} lang:`,
    otherwise: ({ from }) => from === null ? 'Wenn du das nicht erwartet hast, musst du nichts tun: Dein Passwort bleibt, wie es ist.'
      : `Wenn du das nicht erwartet hast, frage sofort ${from} oder einen anderen Admin: Wer die Adresse hat, kann dein Passwort wählen.`,
  },
}

/** In English where nobody said a language. */
export function resetMail(language: LetterLanguage | null, letter: Letter): JobData['mail.send'] {
  const { subject, greeting, why, open, otherwise } = words[language ?? 'en']
  const said = { ...letter, name: inOneLine(letter.name), from: letter.from === null ? null : inOneLine(letter.from) }
  return { to: letter.to, subject: subject(said), text: [greeting(said), why(said), open(said), letter.url, otherwise(said)].join('\n\n') }
}
