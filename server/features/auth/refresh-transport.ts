// How a refresh token reaches its holder.
import type { Request } from '../../http/context.ts'
import type { CookieRules } from '../../http/refresh-cookie.ts'

/** Browsers get the refresh token as a cookie that no script can read, all others in the body. */
export function handOver<T extends { refresh: string }>(
  cookies: CookieRules,
  { browser, http }: Request,
  answer: T,
): Omit<T, 'refresh'> & { refresh?: string } {
  if (!browser) return answer
  const { refresh, ...rest } = answer
  cookies.write(http, refresh)
  return rest
}
