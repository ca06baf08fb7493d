// Removes a file of a project or team, or takes it out of the trash, by the actions of these files.
import type { PlaceFile } from '../../../shared/features/place-files.ts'
import type { Work } from '../../kernel/work.ts'
import { removePlaceFile, restorePlaceFile } from '../attachments/place-files.actions.ts'
import type { PastChange } from './past-changes.ts'
import type { PlaceUndone } from './undo-places.ts'
import type { StandIns } from './undo-task-change.ts'

export async function undoFileChange(work: Work, _: StandIns, { type, data }: PastChange): Promise<PlaceUndone> {
  const file = data.file as PlaceFile
  if (type === 'file.deleted') {
    const { name } = await restorePlaceFile(work, file)
    return { title: name, changes: { name: [null, name] } }
  }
  const { id, projectId, teamId, name } = file
  await removePlaceFile(work, projectId === null ? { kind: 'team', id: teamId } : { kind: 'project', id: projectId }, id)
  return { title: name, changes: { name: [name, null] } }
}
