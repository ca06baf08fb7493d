// What the columns of a CSV file can become, and what their names tell of it. Pure.

export const csvTargets = [
  'ignore', 'title', 'description', 'status', 'category', 'priority', 'people', 'labels', 'due', 'start', 'created', 'comment', 'link', 'note', 'field',
  'key', 'id', 'parent', 'subtasks', 'blocks', 'blockedBy', 'relates', 'duplicates', 'duplicatedBy',
] as const
export type CsvTarget = (typeof csvTargets)[number]

/** Of these a task has one; the first column that is taken counts. */
export const singleTargets: readonly CsvTarget[] = ['title', 'description', 'status', 'category', 'priority', 'due', 'start', 'created', 'key', 'id']

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
  note: [],
  key: ['issue key', 'issuekey', 'key', 'kürzel', 'vorgangsschlüssel'],
  id: ['id', 'issue id', 'task id', 'taskid', 'vorgangs-id'],
  parent: ['parent', 'parent id', 'parent key', 'parentid', 'parent issue', 'parent task', 'epic link', 'übergeordnet', 'übergeordneter vorgang', 'übergeordnete aufgabe'],
  subtasks: ['sub-task', 'sub-tasks', 'subtask', 'subtasks', 'unteraufgabe', 'unteraufgaben'],
  blocks: ['blocks', 'blockiert', 'outward issue link (blocks)'],
  blockedBy: ['blockedby', 'blocked by', 'is blocked by', 'depends on', 'blockiert durch', 'blockiert von', 'inward issue link (blocks)'],
  relates: ['relates', 'relates to', 'related', 'related to', 'verwandt mit'],
  duplicates: ['duplicates', 'duplicate of', 'doppelt zu', 'outward issue link (duplicate)'],
  duplicatedBy: ['duplicatedby', 'duplicated by', 'is duplicated by', 'inward issue link (duplicate)'],
}

/** Jira has a column for each kind of link; tasks know of three. */
const OTHER_LINK = /^(?:in|out)ward issue link \(/

/** A guess for each column; of columns that a task has one of, only the first is taken. */
export function guessTargets(headers: readonly string[]): CsvTarget[] {
  const taken = new Set<CsvTarget>()
  // An export of tasks only counts what was said: a comment "2" on each task would be none.
  const onlyCounts = headers.includes('checklistTotal')
  return headers.map((header) => {
    const name = header.trim().toLowerCase()
    if (onlyCounts && name === 'comments') return 'ignore'
    const target = (Object.keys(names) as (keyof typeof names)[]).find((one) => names[one].includes(name)) ?? (OTHER_LINK.test(name) ? 'relates' : 'ignore')
    if (singleTargets.includes(target) && taken.has(target)) return 'ignore'
    taken.add(target)
    return target
  })
}
