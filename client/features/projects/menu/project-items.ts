// What can be done about a project as a whole: its menu and the palette offer it.
import type { Stores } from '../../../client.svelte.ts'
import { go } from '../../../shell/go.ts'
import type { MenuAction } from '../../../ui/index.ts'
import type { ExportFormat } from '../../../../shared/features/exports.ts'
import type { Project } from '../../../../shared/features/projects.ts'
import { dialogs } from '../../../shell/dialogs.svelte.ts'
import { showActivity } from '../../activity/show-activity.ts'
import { moveToTrash } from './project-trash.ts'
import { t } from './words.ts'

const formats: readonly [ExportFormat, string][] = [['csv', 'CSV'], ['xlsx', 'Excel'], ['json', 'JSON']]

export type ProjectItem = MenuAction & { isPage?: true }

export function projectItems(stores: Stores, project: Project): ProjectItem[] {
  const subject = { teamId: project.teamId }
  const may = (permission: 'project.create' | 'project.update' | 'project.delete') => stores.session.can(permission, subject)
  const page = (name: 'overview' | 'trash' | 'settings') => ({ label: t(name), isPage: true as const, onselect: () => go(`/projects/${project.id}/${name}`) })
  return [
    page('overview'), page('trash'),
    { label: t('activity'), onselect: () => showActivity(project.id) },
    page('settings'),
    { label: t('export'), items: formats.map(([format, label]) => ({ label, onselect: () => void save(stores, project, format) })) },
    ...(may('project.create') ? [
      { label: t(project.isTemplate ? 'use' : 'duplicate'), onselect: () => dialogs.copyProject(project) },
      ...(project.isTemplate ? [] : [{ label: t('template'), onselect: () => dialogs.copyProject(project, true) }]),
    ] : []),
    ...(may('project.update') ? [
      ...(project.archivedAt ? [] : [{ label: t(project.isTemplate ? 'template.end' : 'template.begin'), onselect: () => void keepAsTemplate(stores, project) }]),
      { label: t('move'), onselect: () => dialogs.moveProject(project) },
      { label: t(project.archivedAt ? 'unarchive' : 'archive'), onselect: () => void archive(stores, project) },
    ] : []),
    ...(may('project.delete') ? [{ label: t('trash.move'), tone: 'danger' as const, onselect: () => void moveToTrash(stores, project) }] : []),
  ]
}

// What is seldom done comes when it is asked for.
async function save(stores: Stores, { id: projectId, name }: Project, format: ExportFormat): Promise<void> {
  const { saveTasks } = await import('../../exports/save-tasks.ts')
  await saveTasks(stores, name, { projectId, format, sort: 'status' })
}

async function archive(stores: Stores, project: Project): Promise<void> {
  const { putAside } = await import('./project-archive.ts')
  await putAside(stores, project, !project.archivedAt)
}

async function keepAsTemplate(stores: Stores, project: Project): Promise<void> {
  const { beTemplate } = await import('./project-archive.ts')
  await beTemplate(stores, project, !project.isTemplate)
}
