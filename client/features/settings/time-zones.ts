// The time zones that this browser knows, for a choice by typing.
import type { PickOption } from '../../ui/index.ts'

const zones: readonly string[] = Intl.supportedValuesOf('timeZone')

/** All zones, with `current` among them even when the browser does not know it. */
export function zoneOptions(current: string): PickOption[] {
  const names = ['UTC', ...zones.filter((name) => name !== 'UTC')]
  if (current && !names.includes(current)) names.unshift(current)
  return names.map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}
