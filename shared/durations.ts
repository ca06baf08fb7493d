// Lengths of time as people and programs write them: "2h 30m", "1.5h", "90 min", "1:30". Pure.

/** Minutes of each unit; a day has eight hours. */
export const UNITS: Readonly<Record<string, number>> = {
  h: 60, hr: 60, hrs: 60, hour: 60, hours: 60, std: 60, stunde: 60, stunden: 60,
  m: 1, min: 1, mins: 1, minute: 1, minutes: 1, minuten: 1, d: 480, day: 480, days: 480, t: 480, tag: 480, tage: 480,
}
const PART = /(\d+(?:[.,]\d+)?)\s*([a-z]*)\.?/g

/** Whole minutes; undefined when it is no length of time. `units` says under `''` what a number without a unit stands for, if it may. */
export function minutesIn(written: string, units: Readonly<Record<string, number>>): number | undefined {
  const text = written.trim().toLowerCase()
  const clock = /^(\d+):([0-5]\d)$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const parts = [...text.matchAll(PART)]
  if (parts.length === 0 || text.replaceAll(PART, '').trim() !== '') return undefined
  const minutes = parts.map(([, amount, unit]) => Number(amount!.replace(',', '.')) * (units[unit!] ?? NaN))
  const sum = minutes.reduce((all, one) => all + one, 0)
  return Number.isNaN(sum) ? undefined : Math.round(sum)
}
