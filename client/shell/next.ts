// Where to go after signing in: only addresses of this site (X47).
const BASE = 'http://lockstep.invalid'
const ENTRANCES = new Set(['/sign-in', '/register'])

/** The address that `?next=` asks for, or home when it is none of ours. Browsers read `\`, tabs and `//` in their own way. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next')
  if (!next?.startsWith('/') || !URL.canParse(next, BASE)) return '/'
  const { origin, pathname, search: query, hash } = new URL(next, BASE)
  if (origin !== BASE || pathname.startsWith('//') || ENTRANCES.has(pathname)) return '/'
  return pathname + query + hash
}

/** The sign-in page that comes back to `path`. */
export function signInPath(path: string): string {
  return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`
}
