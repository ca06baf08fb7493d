// Whether this browser keeps a session: the server sets a readable cookie beside the one that scripts cannot read.
export function hasSessionMark(): boolean {
  return typeof document === 'undefined' || /(?:^|; )(?:__Host-)?lockstep_session=/.test(document.cookie)
}
