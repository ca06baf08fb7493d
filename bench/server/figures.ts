// The rows of the server's tables: where each figure stands in the measured lines, and the goal that judges it.
import type { Line } from './report.ts'

/** PLANKA 2.1.1's requests a second on the same kind of machine, by requests in flight. Its comments were not measured. */
const PLANKA: Record<string, Record<number, number>> = {
  patch: { 1: 112, 8: 141, 32: 161 }, move: { 1: 54, 8: 72, 32: 75 }, create: { 1: 88, 8: 120, 32: 122 },
}
const LEAST_SHARE = 0.5
/** Times the peer, over 16 teams and on a single one. */
const LEAST_TIMES: Record<number, number> = { 16: 10, 1: 3 }

const yes = (reached: boolean) => (reached ? 'yes' : '**no**')
const number = (line: Line, name: string) => Number(line[name])
const percent = (share: number) => `${Math.round(share * 100)} %`

export function writeRows(lines: readonly Line[]): string[] {
  return lines.filter(({ bench }) => bench === 'writes').map((line) => {
    const [teams, inFlight, rate] = [number(line, 'teams'), number(line, 'inFlight'), number(line, 'perSecond')]
    const peer = PLANKA[String(line.kind)]?.[inFlight]
    const times = peer === undefined ? undefined : rate / peer
    const compared = times === undefined ? ['', '', '', ''] : [peer, times.toFixed(1), LEAST_TIMES[teams], yes(times >= LEAST_TIMES[teams]!)]
    return cells([
      line.kind, teams, inFlight, rate, `${String(line.p50)} ms`, `${String(line.p99)} ms`, line.bare, percent(number(line, 'share')),
      yes(number(line, 'share') >= LEAST_SHARE), line.bareHttp, percent(number(line, 'shareHttp')), percent(number(line, 'noise')), ...compared,
    ])
  })
}

interface Row { says: string; goal: string; measured: string; bare: string; ratio: unknown; reached: boolean | null }
type Rows = (line: Line) => Row[]

const of: Record<string, Rows> = {
  'fan-out': (line) => (['P50', 'P99'] as const).map((at) => ({
    says: `20 changes/s to ${clients(line)} clients: from the request to the client, ${at.toLowerCase()}`, goal: 'bare Socket.IO and one transaction beside it',
    measured: `${String(line[at.toLowerCase()])} ms${missing(line)}`, bare: `${String(line[`bare${at}`])} ms`, ratio: line[`ratio${at}`], reached: null,
  })),
  'fan-out.two-nodes': (line) => (['P50', 'P99'] as const).map((at) => ({
    says: `The same to ${clients(line)} clients of another node, ${at.toLowerCase()}`, goal: 'at most 1.5 times one node',
    measured: `${String(line[at.toLowerCase()])} ms${missing(line)}`, bare: `${String(line[`one${at}`])} ms (one node)`, ratio: line[`ratio${at}`], reached: number(line, `ratio${at}`) <= 1.5,
  })),
  joins: (line) => [within(line, `${clients(line)} clients connect and catch up ${String(line.missed)} events`, 3000)],
  'joins.return': (line) => [within(line, `${clients(line)} clients come back after all were cut off, ${String(line.missed)} events later`, 15_000)],
  memory: (line) => [{
    says: `Memory of an idle socket, of ${String(line.sockets)}`, goal: 'at most 1.3 times bare Socket.IO', measured: `${String(line.kilobytes)} kB`,
    bare: `${String(line.bare)} kB`, ratio: line.ratio, reached: number(line, 'ratio') <= 1.3,
  }],
  bulk: (line) => [beside(line, `Bulk change of ${number(line, 'operations').toLocaleString('en')} mixed operations`, 3)],
  import: (line) => [beside(line, `Import of a board of ${number(line, 'cards').toLocaleString('en')} cards`, 3)],
  growth: (line) => [{
    says: `Growth: ${String(line.name)}, with much around it`, goal: 'at most 1.2 times as with little', measured: `${String(line.large)} ms`,
    bare: `${String(line.small)} ms (little; noise ${percent(number(line, 'noise'))})`, ratio: line.ratio, reached: number(line, 'ratio') <= 1.2,
  }],
  board: (line) => ([['plain', 'plain'], ['zipped', 'compressed']] as const).map(([way, word]) => ({
    says: `A board of ${number(line, 'tasks').toLocaleString('en')} tasks, ${word}`, goal: 'its bare rows as JSON by pg beside it',
    measured: `${String(line[`${way}Ms`])} ms, ${Math.round(number(line, `${way}Bytes`) / 1000)} kB`, bare: `${String(line.bareMs)} ms`,
    ratio: line[`${way}ToBare`] ?? '', reached: null,
  })),
  'growth.seeded': (line) => [{
    says: 'Growth: how much "much" is', goal: '', measured: `${['tasks', 'organizations', 'events'].map((name) => `${number(line, name).toLocaleString('en')} ${name}`).join(', ')} of one stream`,
    bare: '1,000, 10 and 100', ratio: '', reached: null,
  }],
}

function within(line: Line, says: string, most: number): Row {
  return {
    says, goal: `at most ${most / 1000} s`, measured: `${number(line, 'milliseconds') / 1000} s`, bare: `${number(line, 'bare') / 1000} s (no events)`,
    ratio: line.ratio, reached: number(line, 'milliseconds') <= most,
  }
}

function beside(line: Line, says: string, most: number): Row {
  return {
    says, goal: `at most ${most} times its own statements by bare pg`, measured: `${String(line.milliseconds)} ms`, bare: `${String(line.bare)} ms`,
    ratio: line.ratio, reached: number(line, 'ratio') <= most,
  }
}

const clients = (line: Line) => number(line, 'clients').toLocaleString('en')
const missing = (line: Line) => (number(line, 'missing') > 0 ? `, ${String(line.missing)} missing` : '')

/** Lines of a bench that is not known here are shown as they are. */
export function otherRows(lines: readonly Line[]): string[] {
  return lines.filter(({ bench }) => !['writes', 'single-update', 'failed'].includes(bench)).flatMap((line) => {
    const rows = of[line.bench]?.(line)
    if (!rows) return [cells([line.bench, '', Object.entries(line).filter(([name]) => name !== 'bench').map(([name, value]) => `${name} ${String(value)}`).join(', '), '', '', '', ''])]
    return rows.map((row) => cells([row.says, row.goal, row.measured, row.bare, row.ratio, row.reached === null ? '' : yes(row.reached), line.load ?? '']))
  })
}

function cells(values: unknown[]): string {
  return `| ${values.map((value) => String(value)).join(' | ')} |`
}
