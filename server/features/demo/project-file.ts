// Reads a project file: a name, `field: value` lines, then tasks under the status that they stand in. See projects/README.md.
import { readFileSync } from 'node:fs'
import { fieldKinds } from '../../../shared/features/field-kinds.ts'
import { hues, type Hue } from '../../../shared/features/labels.ts'
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import { projectHealths, type ProjectHealth } from '../../../shared/features/projects.ts'
import { categories, type WorkflowStep } from '../../../shared/features/workflow.ts'

export interface WrittenComment { author: string; body: string }
export interface WrittenTask {
  title: string; archived: boolean; status: number; priority: Priority; assignees: string[]; labels: string[]
  /** Days from today, perhaps negative; null for none. */
  dueIn: number | null
  progress: number; description: string; items: { text: string; done: boolean }[]; comments: WrittenComment[]
  /** Values of the project's fields by their names. */
  values: Record<string, string>
}
export interface WrittenProject {
  name: string; about: string; priority: Priority
  /** The word of who answers for it; empty for nobody. */
  lead: string
  health: ProjectHealth | null; healthNote: string
  /** Days from today; null where it has no start and end. */
  days: { start: number; due: number } | null
  statuses: WorkflowStep[]
  labels: { name: string; color: Hue }[]
  fields: { name: string; kind: (typeof fieldKinds)[number]; options: string[] }[]
  tasks: WrittenTask[]
}

/** The project of projects/<name>.txt. Throws on a line that it does not understand. */
export function readProjectFile(name: string): WrittenProject {
  return parseProject(readFileSync(new URL(`projects/${name}.txt`, import.meta.url), 'utf8'), name)
}

/** Throws with the file's name and the number of the line. */
export function parseProject(text: string, file: string): WrittenProject {
  const [name = '', ...lines] = text.split('\n')
  const project: WrittenProject = { name, about: '', priority: 'none', lead: '', health: null, healthNote: '', days: null, statuses: [], labels: [], fields: [], tasks: [] }
  let status = -1
  lines.forEach((line, index) => {
    try {
      if (line.startsWith('# ')) status = indexOfNamed(project.statuses, line.slice(2))
      else if (line.startsWith('  ')) addDetail(project, line.slice(2))
      else if (status >= 0 && line !== '') project.tasks.push(parseTask(line, status, project))
      else if (line !== '') addField(project, line)
    } catch (error) {
      throw new Error(`${file}, line ${index + 2}: ${(error as Error).message}`, { cause: error })
    }
  })
  return project
}

function addField(project: WrittenProject, line: string): void {
  const [, field, value = ''] = /^(\w+): (.+)$/.exec(line) ?? []
  const parts = value.split(',').map((part) => part.trim())
  if (field === 'about') project.about = value
  else if (field === 'priority') project.priority = oneOf(priorities, value)
  else if (field === 'lead') project.lead = value
  else if (field === 'days') project.days = { start: numberOf(parts[0]!), due: numberOf(parts[1] ?? '') }
  else if (field === 'health') {
    project.health = oneOf(projectHealths, parts[0])
    project.healthNote = parts.slice(1).join(', ')
  } else if (field === 'label') project.labels.push({ name: parts[0]!, color: oneOf(hues, parts[1]) })
  else if (field === 'field') project.fields.push({ name: parts[0]!, kind: oneOf(fieldKinds, parts[1]), options: parts.slice(2) })
  else if (field === 'status') {
    project.statuses.push({ name: parts[0]!, category: oneOf(categories, parts[1]), color: oneOf(hues, parts[2]), archived: false, limit: null, next: null })
  } else throw new Error(`"${line}" is no field`)
}

/** `title | priority | people | labels | due in days | progress`, all but the title optional; `~ ` in front: archived. */
function parseTask(line: string, status: number, project: WrittenProject): WrittenTask {
  const archived = line.startsWith('~ ')
  const [title = '', priority, people, labels, due, progress] = (archived ? line.slice(2) : line).split('|').map((part) => part.trim())
  const names = wordsOf(labels)
  names.forEach((label) => indexOfNamed(project.labels, label))
  return {
    title, archived, status, priority: priority ? oneOf(priorities, priority) : 'none', assignees: wordsOf(people), labels: names,
    dueIn: due ? numberOf(due) : null, progress: progress ? numberOf(progress) : 0, description: '', items: [], comments: [], values: {},
  }
}

/** `> description`, `+ items; x ticked ones`, `= field: value`, `person: comment`. */
function addDetail({ tasks, fields }: WrittenProject, line: string): void {
  const task = tasks.at(-1)
  if (!task) throw new Error('there is no task before it')
  if (line.startsWith('>')) task.description += `${task.description && '\n'}${line.slice(2)}`
  else if (line.startsWith('= ')) {
    const [name = '', ...value] = line.slice(2).split(': ')
    indexOfNamed(fields, name)
    task.values[name] = value.join(': ')
  } else if (line.startsWith('+ ')) {
    task.items.push(...line.slice(2).split(';').map((item) => item.trim()).map((item) =>
      ({ text: item.replace(/^x /, ''), done: item.startsWith('x ') })))
  } else {
    const [, author, body] = /^(\w+): (.+)$/.exec(line) ?? []
    if (!author || !body) throw new Error(`"${line}" is no detail of a task`)
    task.comments.push({ author, body })
  }
}

const wordsOf = (list = '') => list.split(',').map((word) => word.trim()).filter(Boolean)

function numberOf(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new Error(`"${text}" is no number`)
  return Number(text)
}

function indexOfNamed(list: readonly { name: string }[], name: string): number {
  const index = list.findIndex((entry) => entry.name === name)
  if (index < 0) throw new Error(`"${name}" is not declared above`)
  return index
}

function oneOf<T extends string>(list: readonly T[], word: string | undefined): T {
  const found = list.find((entry) => entry === word)
  if (!found) throw new Error(`"${word}" is none of ${list.join(', ')}`)
  return found
}
