// What holds for every plan, whatever the file was.
import { expect } from 'vitest'
import { importCounts, importWarning } from '../../../shared/features/imports.ts'
import { hue, labelInput } from '../../../shared/features/labels.ts'
import { category, workflowInput } from '../../../shared/features/workflow.ts'
import { webAddress } from '../../../shared/features/attachments.ts'
import { instant, line, text } from '../../../shared/ids.ts'
import type { ImportPlan } from '../../../shared/trello/plan.ts'

export function expectSound(plan: ImportPlan): void {
  line(500).parse(plan.name)
  if (plan.statuses.length > 0) workflowInput.parse(plan.statuses)
  for (const status of plan.statuses) category.parse(status.category)
  for (const label of plan.labels) labelInput.parse(label)
  for (const label of plan.labels) hue.parse(label.color)
  expect(new Set(plan.labels.map((label) => label.name.toLowerCase())).size).toBe(plan.labels.length)
  for (const task of plan.tasks) expectSoundTask(task, plan)
  for (const [before, task] of pairs(plan.tasks)) expect(before.status).toBeLessThanOrEqual(task.status)
  for (const warning of plan.warnings) importWarning.parse(warning)
  expect(importCounts.parse(plan.counts)).toEqual(recount(plan))
  expect(new Set(plan.tasks.flatMap((task) => task.labels)).size).toBe(plan.labels.length)
}

function expectSoundTask(task: ImportPlan['tasks'][number], plan: ImportPlan): void {
  line(500).parse(task.title)
  text().parse(task.description)
  for (const at of [task.archivedAt, task.dueAt, task.startAt, task.createdAt]) if (at !== null) instant.parse(at)
  expect(plan.statuses[task.status]).toBeDefined()
  expect(new Set(task.labels).size).toBe(task.labels.length)
  for (const person of task.people) line(200).parse(person)
  for (const checklist of task.checklists) {
    line(500).parse(checklist.title)
    for (const item of checklist.items) line(2_000).parse(item.text)
  }
  for (const comment of task.comments) {
    line(200).parse(comment.author)
    expect(text().parse(comment.body).trim()).not.toBe('')
    instant.parse(comment.at)
  }
  for (const [before, comment] of pairs(task.comments)) expect(before.at <= comment.at).toBe(true)
  for (const attachment of task.attachments) {
    line(500).parse(attachment.name)
    expect(webAddress.parse(attachment.url)).toMatch(/^https?:\/\//)
  }
}

function recount(plan: ImportPlan): ImportPlan['counts'] {
  const counts: ImportPlan['counts'] = {
    statuses: { open: 0, archived: 0 }, tasks: { open: 0, archived: 0 }, labels: plan.labels.length, checklists: 0,
    checklistItems: { done: 0, open: 0 }, comments: 0, attachments: 0,
  }
  for (const status of plan.statuses) counts.statuses[status.archived ? 'archived' : 'open'] += 1
  for (const task of plan.tasks) {
    counts.tasks[task.archivedAt === null ? 'open' : 'archived'] += 1
    counts.checklists += task.checklists.length
    const items = task.checklists.flatMap((checklist) => checklist.items)
    for (const item of items) counts.checklistItems[item.done ? 'done' : 'open'] += 1
    counts.comments += task.comments.length
    counts.attachments += task.attachments.length
  }
  return counts
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.slice(1).map((one, index) => [all[index] ?? one, one])
}
