// Mod and Enter in the palette: what it leads to opens beside what is on the screen.
import type { Stores } from '../../client.svelte.ts'
import { go } from '../go.ts'

/** A task of the board or list that is open comes into its panel, and how tasks are shown there stays as it is; everything else opens in another tab. */
export function openBeside({ organizations }: Stores, href: string): void {
  const { pathname, searchParams } = new URL(href, window.location.origin)
  const teamId = organizations.project(pathname.split('/')[2] ?? '')?.teamId
  const isHere = [pathname, `/teams/${teamId}/work`].includes(window.location.pathname)
  if (!searchParams.has('task') || !isHere) return void window.open(href, '_blank', 'noopener')
  const here = new URLSearchParams(window.location.search)
  for (const name of ['page', 'comment']) here.delete(name)
  for (const [name, value] of searchParams) here.set(name, value)
  go(`${window.location.pathname}?${here}`)
}
