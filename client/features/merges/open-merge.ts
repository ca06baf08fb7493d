// Opens the dialog that merges tasks into another one.
import { taskDialog } from '../board/open-dialog.ts'

export const openMerge = taskDialog(async () => (await import('./MergeDialog.svelte')).default).open
