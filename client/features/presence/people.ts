// Who is here, as it is drawn: it comes after the board, since presence does too.
export { default as PeopleHere } from './PeopleHere.svelte'
export { default as PeopleList } from './PeopleList.svelte'
