// What a browser does around `fetch`: it keeps the cookies of one origin and says where a request comes from.

/** A `fetch` with a cookie jar of its own; while the network is down it fails as a browser's does. */
export function browser(origin: string, network = { up: true }): typeof fetch {
  const jar = new Map<string, string>()
  return async (input, init) => {
    if (!network.up) throw new TypeError('Failed to fetch')
    const headers = new Headers(init?.headers)
    headers.set('Origin', origin)
    if (jar.size > 0) headers.set('Cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(input, { ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string]
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
}
