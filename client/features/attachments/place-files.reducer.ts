// The confirmed files of a project or team. Pure.
import type { PlaceFile, PlaceFiles } from '../../../shared/features/place-files.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { allOthers } from '../../lib/all-others.ts'
import { applyEvent, type Draft, type Reduced, type Table } from '../../lib/reducer.ts'
import { isThere, type FilePlace } from './file-place.ts'

export type FilesState = Readonly<PlaceFiles & { place: FilePlace }>
interface FilesDraft extends PlaceFiles, Draft { place: FilePlace }

/** Applies events of the team's stream. */
export function reduceAll(state: FilesState, events: readonly StreamEvent[]): Reduced<FilesState> {
  const draft: FilesDraft = { ...state, effects: [] }
  for (const event of events) {
    if (event.stream !== draft.stream || event.offset <= draft.offset) continue
    draft.offset = event.offset
    applyEvent(draft, filesTable, event)
  }
  const { effects, ...next } = draft
  return { state: next, effects }
}

/** A list of files is changed by files only, whatever else will be told. */
const others = allOthers('tells nothing of files there')

export const filesTable: Table<FilesDraft> = {
  ...others,
  fileCreated: (draft, { file }) => {
    if (isThere(draft.place, file)) draft.items = [...without(draft.items, file.id), file].sort(byTime)
  },
  fileDeleted: (draft, { file }) => void (draft.items = without(draft.items, file.id)),
}

const without = (items: readonly PlaceFile[], id: string) => items.filter((item) => item.id !== id)

function byTime(one: PlaceFile, other: PlaceFile): number {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? -1 : 1
  return one.id < other.id ? -1 : 1
}
