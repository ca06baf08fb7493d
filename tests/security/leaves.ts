// The places inside a JSON body: its objects, and its strings.
export type Path = (string | number)[]

export function objectsIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectsIn(item, [...path, index]))
  if (value === null || typeof value !== 'object') return []
  return [path, ...Object.entries(value).flatMap(([name, item]) => objectsIn(item, [...path, name]))]
}

export function stringsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, item]) => stringsIn(item, [...path, Array.isArray(value) ? Number(name) : name]))
}

/** A copy with another value there. */
export function replaced(body: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value
  const copy = structuredClone(body)
  const parent = path.slice(0, -1).reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], copy)
  ;(parent as Record<string, unknown>)[path.at(-1)!] = value
  return copy
}
