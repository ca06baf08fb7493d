// Which modules share a file of the build. A group takes with it whatever its modules import, unless a group above it has that.
// Few files compress better than many small ones and cost fewer requests; what changes seldom stands alone, because
// browsers keep it from release to release.
interface Group { name: string; test: RegExp; priority: number }

export const groups: Group[] = [
  { name: 'svelte', test: /node_modules\/svelte\// },
  { name: 'socket', test: /node_modules\/(?:socket\.io-|engine\.io-|@socket\.io\/)/ },
  // What every address needs.
  { name: 'app', test: /\/client\/(?:main|router|lockstep)\.ts$|\/client\/App\.svelte$/ },
  // What the board shares with other pages.
  {
    name: 'common',
    test: /\/client\/(?:ui\/(?:AvatarStack|LabelChip|Popover|PriorityIcon|StatusIcon)\.svelte|ui\/day-labels\.ts|features\/(?:presence\/ConnectionPill|projects\/menu\/ProjectMenu)\.svelte|features\/board\/(?:card-words|refusals\.svelte)\.ts)$/,
  },
  { name: 'board', test: /\/client\/features\/board\/BoardRoute\.svelte$/ },
].map((group, index, { length }) => ({ ...group, priority: length - index }))
