// Parts of the board that come after it, each in a file of its own.
import { Late } from '../../ui/index.ts'

export const selectionBar = new Late(() => import('./SelectionBar.svelte'))
export const cardMenu = new Late(async () => (await import('./card-menu.ts')).cardMenu)
export const boardCommands = new Late(() => import('./commands/late/board-commands.ts'))
export const spokenChanges = new Late(async () => (await import('../spoken/speak-changes.svelte.ts')).speakChanges)
export const quickAdd = new Late(async () => (await import('./QuickAdd.svelte')).default)
export const fieldsOnCards = new Late(() => import('../custom-fields/on-cards.ts'))
export const clashOnCards = new Late(async () => (await import('../conflicts/CardClash.svelte')).default)
export const fades = new Late(() => import('./fades.ts'))
export const filterChoices = new Late(async () => (await import('./FilterChoices.svelte')).default)
export const filterLanguage = new Late(() => import('../filter/filter-language.ts'))
export const queryRow = new Late(() => import('../filter/QueryRow.svelte'))
export const viewMenu = new Late(async () => (await import('../views/ViewMenu.svelte')).default)
export const people = new Late(() => import('../presence/people.ts'))
export const laneBoard = new Late(() => import('../lanes/lane-board.ts'))
export const tableView = new Late(() => import('../table/TableView.svelte'))
