// What the columns of a CSV file can become, and what their names tell of it. Pure.

export const csvTargets = [
  'ignore', 'title', 'description', 'status', 'category', 'priority', 'people', 'labels', 'due', 'start', 'created',
  'estimateMinutes', 'estimateHours', 'estimateSeconds', 'estimatePoints', 'progress', 'archived', 'comment', 'link', 'note', 'field',
  'key', 'id', 'parent', 'subtasks', 'blocks', 'blockedBy', 'relates', 'duplicates', 'duplicatedBy',
] as const
export type CsvTarget = (typeof csvTargets)[number]

/** Of these a task has one; the first column that is taken counts. */
const singleTargets: readonly CsvTarget[] = [
  'title', 'description', 'status', 'category', 'priority', 'due', 'start', 'created', 'estimateMinutes', 'estimateHours', 'estimateSeconds', 'estimatePoints', 'progress', 'archived', 'key', 'id',
]
/** One estimate, by what a number in the column stands for. */
export const estimateTargets: readonly CsvTarget[] = ['estimateMinutes', 'estimateHours', 'estimateSeconds']

/** Whether two columns say the same of a task, which has it once. */
export const sayTheSame = (one: CsvTarget, other: CsvTarget): boolean =>
  (one === other && singleTargets.includes(one)) || (estimateTargets.includes(one) && estimateTargets.includes(other))

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
  estimateMinutes: ['estimateminutes', 'estimate (minutes)', 'estimate in minutes', 'schätzung (minuten)', 'schätzung in minuten'],
  // As Redmine writes it, and people who type a number.
  estimateHours: ['estimated time', 'estimated hours', 'estimate (hours)', 'estimate in hours', 'schätzung', 'schätzung (stunden)', 'schätzung in stunden', 'geschätzte zeit', 'geschätzter aufwand', 'geschätzte stunden'],
  // As Jira writes it, here in two of its languages.
  estimateSeconds: ['original estimate', 'originalestimate', 'timeoriginalestimate', 'ursprüngliche schätzung', 'originalschätzung', 'ursprünglicher aufwand'],
  // A bare "Estimate" is the number of Linear and of projects on GitHub.
  estimatePoints: [
    'estimatepoints', 'story points', 'story point', 'storypoints', 'storypoint', 'story-points', 'story point estimate', 'custom field (story points)', 'custom field (story point estimate)',
    'benutzerdefinierte felder (story points)', 'benutzerdefiniertes feld (story points)', 'benutzerdefiniertes feld (story point estimate)', 'estimate', 'estimate (points)', 'points', 'punkte', 'storypunkte', 'schätzung (punkte)',
  ],
  progress: ['progress', '% complete', '% done', 'percent complete', 'fortschritt', '% erledigt', '% abgeschlossen'],
  archived: ['archived', 'archiviert'],
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
    if ([...taken].some((one) => sayTheSame(one, target))) return 'ignore'
    taken.add(target)
    return target
  })
}
