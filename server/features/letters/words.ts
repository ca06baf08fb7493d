// The words of letters.
import type { LetterLanguage } from '../../../shared/features/letters.ts'
import type { Told } from './write-letter.ts'

type Sentences = Record<Told['kind'], (told: { who: string; count: number; detail: string }, day: (time: string) => string) => string>

interface Words {
  sentence: (told: Told, day: Intl.DateTimeFormat) => string
  several: (count: number, organization: string) => string
  greeting: (name: string) => string
  why: (organization: string) => string
  settings: (address: string) => string
  end: (address: string) => string
}

const english: Sentences = {
  mentioned: ({ who, count }) => (count > 1 ? `${who} mentioned you on ${count} tasks` : `${who} mentioned you`),
  assigned: ({ who, count }) => `${who} assigned ${count > 1 ? `${count} tasks` : 'this'} to you`,
  unassigned: ({ who, count }) => `${who} took ${count > 1 ? `${count} tasks` : 'this'} from you`,
  unblocked: ({ who, count }) => `${who} cleared what blocked ${count > 1 ? `${count} of your tasks` : 'this'}`,
  commented: ({ who, count }) => (count > 1 ? `${who} commented on ${count} tasks` : `${who} commented`),
  status: ({ who, count, detail }) => (count > 1 ? `${who} moved ${count} of your tasks` : `${who} moved this to ${detail}`),
  due: ({ who, count, detail }, day) => (count > 1 ? `${who} changed when ${count} of your tasks are due` : detail === '' ? `${who} removed the due day` : `${who} set this due ${day(detail)}`),
  dueToday: ({ count }) => (count > 1 ? `${count} of your tasks are due today` : 'Due today'),
  overdue: ({ count, detail }, day) => (count > 1 ? `${count} of your tasks are overdue` : `Was due ${day(detail)}`),
  lead: ({ who }) => `${who} made you answerable`,
  listed: ({ who }) => `${who} put you on the project`,
  team: ({ who }) => `${who} added you to the team`,
  reminder: () => 'You wanted to be reminded of this',
  changes: ({ who, count }) => `${who} changed ${count > 1 ? `${count} of your tasks` : 'this'}`,
}

const german: Sentences = {
  mentioned: ({ who, count }) => (count > 1 ? `${who} hat dich in ${count} Aufgaben erwähnt` : `${who} hat dich erwähnt`),
  assigned: ({ who, count }) => `${who} hat dir ${count > 1 ? `${count} Aufgaben` : 'diese Aufgabe'} zugewiesen`,
  unassigned: ({ who, count }) => `${who} hat dir ${count > 1 ? `${count} Aufgaben` : 'diese Aufgabe'} abgenommen`,
  unblocked: ({ who, count }) => `${who} hat beseitigt, was ${count > 1 ? `${count} deiner Aufgaben` : 'diese Aufgabe'} blockierte`,
  commented: ({ who, count }) => (count > 1 ? `${who} hat ${count} Aufgaben kommentiert` : `${who} hat kommentiert`),
  status: ({ who, count, detail }) => (count > 1 ? `${who} hat ${count} deiner Aufgaben verschoben` : `${who} hat dies nach ${detail} verschoben`),
  due: ({ who, count, detail }, day) => (count > 1 ? `${who} hat die Fälligkeit von ${count} deiner Aufgaben geändert` : detail === '' ? `${who} hat die Fälligkeit entfernt` : `${who} hat dies auf ${day(detail)} gelegt`),
  dueToday: ({ count }) => (count > 1 ? `${count} deiner Aufgaben sind heute fällig` : 'Heute fällig'),
  overdue: ({ count, detail }, day) => (count > 1 ? `${count} deiner Aufgaben sind überfällig` : `War fällig: ${day(detail)}`),
  lead: ({ who }) => `${who} hat dir die Verantwortung gegeben`,
  listed: ({ who }) => `${who} hat dich ins Projekt aufgenommen`,
  team: ({ who }) => `${who} hat dich ins Team aufgenommen`,
  reminder: () => 'Du wolltest hieran erinnert werden',
  changes: ({ who, count }) => `${who} hat ${count > 1 ? `${count} deiner Aufgaben` : 'dies'} geändert`,
}

const sentenceBy = (sentences: Sentences): Words['sentence'] => ({ kind, actorName, count, detail }, day) =>
  sentences[kind]({ who: actorName, count, detail }, (time) => day.format(new Date(time)))

export const words: Record<LetterLanguage, Words> = {
  en: {
    sentence: sentenceBy(english),
    several: (count, organization) => `${count} notifications from ${organization}`,
    greeting: (name) => `Hello ${name},`,
    why: (organization) => `You get this letter as a member of ${organization}, of what you have not read yet.`,
    settings: (address) => `Change when letters come: ${address}`,
    end: (address) => `No more letters: ${address}`,
  },
  de: {
    sentence: sentenceBy(german),
    several: (count, organization) => `${count} Benachrichtigungen von ${organization}`,
    greeting: (name) => `Hallo ${name},`,
    why: (organization) => `Du bekommst diese Nachricht als Mitglied von ${organization}: Das hast du noch nicht gelesen.`,
    settings: (address) => `Ändern, wann E-Mails kommen: ${address}`,
    end: (address) => `Keine E-Mails mehr: ${address}`,
  },
}
