// Lanes on a board: a part of its own.
export { laneEntries } from './lane-choices.ts'
export { default as LaneBoard } from './LaneBoard.svelte'
export { lanesOf } from './lanes.svelte.ts'
