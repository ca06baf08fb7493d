// Opens an address of this site that is known only as text, with its query and fragment.
import { navigate } from '../router.ts'

export function go(address: string, { replace = false } = {}): void {
  const { pathname, search, hash } = new URL(address, window.location.origin)
  void navigate(pathname as '/', { replace, search: search as `?${string}`, hash: hash || undefined })
}
