// The time. Everything asks here, so that tests can stand at any moment.
let read = () => Date.now()

/** The present instant. */
export function now(): Date {
  return new Date(read())
}

/** For tests: makes `now` tell another time; without an argument the real one again. */
export function setClock(clock: () => number = () => Date.now()): void {
  read = clock
}
