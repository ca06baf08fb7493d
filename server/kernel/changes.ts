// Versions and changes of a resource: what a patch really changes, and whether its sender saw the present state.
import { Problem, versionConflict } from './errors.ts'

export type Changes<T> = { [K in keyof T]?: [T[K], T[K]] }

/** The fields of `patch` that differ from `before`, as `[before, after]`. Fields that are undefined do not count. */
export function changesBetween<T extends Record<string, unknown>>(before: T, patch: { [K in keyof T]?: T[K] | undefined }): Changes<T> {
  const changes: Changes<T> = {}
  for (const field of Object.keys(patch) as (keyof T)[]) {
    const after = patch[field]
    if (after !== undefined && !same(before[field], after)) changes[field] = [before[field], after as T[keyof T]]
  }
  return changes
}

export const isEmpty = (changes: object): boolean => Object.keys(changes).length === 0

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
}

/** Throws 412 when If-Match names another version, 409 when `expectedVersion` does. */
export function checkVersion(current: { version: number }, ifMatch: number | null, expectedVersion?: number): void {
  if (ifMatch !== null && ifMatch !== current.version) {
    throw new Problem('precondition_failed', `If-Match says version ${ifMatch}, it is ${current.version} now.`, { data: { current } })
  }
  if (expectedVersion !== undefined && expectedVersion !== current.version) throw versionConflict(expectedVersion, current)
}
