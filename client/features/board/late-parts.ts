// Parts of the board that come after it, each in a file of its own.
import { Late } from '../../ui/index.ts'

export const selectionBar = new Late(() => import('./SelectionBar.svelte'))
export const cardMenu = new Late(async () => (await import('./card-menu.ts')).cardMenu)
export const moreCommands = new Late(async () => (await import('./commands/late/more-commands.ts')).moreCommands)
export const filterChoices = new Late(async () => (await import('./FilterChoices.svelte')).default)
export const filterLanguage = new Late(() => import('../filter/filter-language.ts'))
export const queryRow = new Late(() => import('../filter/QueryRow.svelte'))
export const viewMenu = new Late(async () => (await import('../views/ViewMenu.svelte')).default)
export const tableView = new Late(() => import('../table/TableView.svelte'))
