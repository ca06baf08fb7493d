// Where to go after signing in: only addresses of this site (X47).
const OWN = /^\/(?![/\\])/

/** The path that `?next=` asks for, or home when it is none of ours. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next')
  return next && OWN.test(next) ? next : '/'
}

/** The sign-in page that comes back to `path`. */
export function signInPath(path: string): string {
  return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`
}
