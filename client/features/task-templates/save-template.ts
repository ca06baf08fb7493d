// Opens the dialog that keeps a task as a template.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { taskDialog } from '../board/open-dialog.ts'

export const openSaveTemplate = taskDialog(async () => (await import('./SaveTemplate.svelte')).default).open

export const mayMakeTemplate = ({ stores }: BoardScene, { teamId }: BoardTask): boolean => stores.session.can('project.update', stores.organizations.subject(teamId))
