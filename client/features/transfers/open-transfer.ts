// Opens the dialog that moves tasks to another project.
import { taskDialog } from '../board/open-dialog.ts'

export const openTransfer = taskDialog(async () => (await import('./TransferDialog.svelte')).default).open
