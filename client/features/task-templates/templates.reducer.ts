// The confirmed templates of a project. Pure.
import type { TaskTemplate, TaskTemplates } from '../../../shared/features/task-templates.ts'
import { isTextReference, type StreamEvent } from '../../../shared/streams.ts'
import { allOthers } from '../../lib/all-others.ts'
import { applyEvent, type Draft, type Reduced, type Table } from '../../lib/reducer.ts'

export type TemplatesState = Readonly<TaskTemplates & { projectId: string }>
interface TemplatesDraft extends TaskTemplates, Draft { projectId: string }

/** Applies events of the team's stream. */
export function reduceAll(state: TemplatesState, events: readonly StreamEvent[]): Reduced<TemplatesState> {
  const draft: TemplatesDraft = { ...state, effects: [] }
  for (const event of events) {
    if (event.stream !== draft.stream || event.offset <= draft.offset) continue
    draft.offset = event.offset
    applyEvent(draft, templatesTable, event)
  }
  const { effects, ...next } = draft
  return { state: next, effects }
}

const without = (items: readonly TaskTemplate[], id: string) => items.filter((item) => item.id !== id)

export const templatesTable: Table<TemplatesDraft> = {
  ...allOthers('tells nothing of templates'),
  taskTemplateSaved: (draft, { template }) => {
    if (template.projectId !== draft.projectId) return
    const { description } = template
    // A long one is read again with the others: that is seldom.
    if (isTextReference(description)) draft.effects.push({ kind: 'reload' })
    else draft.items = [...without(draft.items, template.id), { ...template, description: description as string }].sort((a, b) => (a.name < b.name ? -1 : 1))
  },
  taskTemplateNumbered: (draft, { templateId, nextNumber }) => void (draft.items = draft.items.map((item) => (item.id === templateId ? { ...item, nextNumber } : item))),
  taskTemplateDeleted: (draft, { templateId }) => void (draft.items = without(draft.items, templateId)),
}
