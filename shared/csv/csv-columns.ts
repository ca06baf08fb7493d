// What the columns of a CSV file can become, and what their names tell of it. Pure.

export const csvTargets = [
  'ignore', 'title', 'description', 'status', 'category', 'priority', 'people', 'labels', 'due', 'start', 'created', 'comment', 'link', 'note', 'field',
] as const
export type CsvTarget = (typeof csvTargets)[number]

/** Of these a task has one; the first column that is taken counts. */
export const singleTargets: readonly CsvTarget[] = ['title', 'description', 'status', 'category', 'priority', 'due', 'start', 'created']

/** Names in several programs and languages, in small letters. */
const names: Record<Exclude<CsvTarget, 'ignore' | 'field'>, readonly string[]> = {
  title: ['title', 'summary', 'name', 'task', 'task name', 'subject', 'card name', 'titel', 'name der aufgabe', 'aufgabe', 'betreff', 'zusammenfassung'],
  description: ['description', 'notes', 'body', 'details', 'card description', 'beschreibung', 'notizen'],
  status: ['status', 'state', 'list', 'list name', 'column', 'section/column', 'stage', 'liste', 'spalte', 'zustand'],
  category: ['category', 'status category'],
  priority: ['priority', 'priorität', 'prio'],
  people: ['assignee', 'assignees', 'assigned to', 'owner', 'members', 'responsible', 'zuständig', 'zuständige', 'bearbeiter', 'verantwortlich'],
  labels: ['label', 'labels', 'tags', 'tag', 'component', 'components', 'component/s', 'issue type', 'type', 'vorgangstyp', 'schlagwörter', 'stichwörter', 'komponenten'],
  due: ['due', 'due date', 'deadline', 'duedate', 'fällig', 'fällig am', 'fälligkeit', 'fälligkeitsdatum'],
  start: ['start', 'start date', 'beginn', 'startdatum'],
  created: ['created', 'created at', 'creation date', 'erstellt', 'angelegt'],
  comment: ['comment', 'comments', 'kommentar', 'kommentare'],
  link: ['url', 'link', 'attachment', 'anhang'],
  note: ['issue key', 'issuekey', 'key', 'kürzel', 'vorgangsschlüssel'],
}

/** A guess for each column; of columns that a task has one of, only the first is taken. */
export function guessTargets(headers: readonly string[]): CsvTarget[] {
  const taken = new Set<CsvTarget>()
  return headers.map((header) => {
    const name = header.trim().toLowerCase()
    const target = (Object.keys(names) as (keyof typeof names)[]).find((one) => names[one].includes(name)) ?? 'ignore'
    if (singleTargets.includes(target) && taken.has(target)) return 'ignore'
    taken.add(target)
    return target
  })
}
