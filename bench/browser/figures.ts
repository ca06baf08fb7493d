// The figures of docs/performance.md: where each stands in the measured lines, what it should be, and what the peer showed.
export interface Figure {
  says: string
  /** Name of the measured line. */
  line: string
  /** Path inside the line. */
  value: string
  unit?: string
  /** Divides what was measured, for the unit. */
  per?: number
  goal: { most: number } | { least: number }
  /** PLANKA 2.1.1 with as many tasks, measured on the same kind of machine. */
  peer?: string
}

export const figures: readonly Figure[] = [
  { says: 'Script of the board\'s address before it is interactive, gzipped', line: 'browser.script', value: 'gzipBytes', per: 1_000, unit: 'kB', goal: { most: 150 }, peer: '2,240 kB' },
  ...[{ tasks: 1_000, peer: ['3,900 ms', '11,302', '208 ms', '364 ms', '97 %', '681 ms', '775 ms'] }, { tasks: 5_000, peer: ['11,300 ms', '55,295', '260 ms', '1,475 ms', '100 %', '2,648 ms', ''] }]
    .flatMap(({ tasks, peer }) => boardFigures(tasks, peer)),
  ...['sign-in', 'home', 'board'].flatMap((page): Figure[] => [
    { says: `Lighthouse, ${page}: performance`, line: `browser.lighthouse.${page}`, value: 'performance', goal: { least: 95 }, peer: page === 'board' ? '59' : '' },
    { says: `Lighthouse, ${page}: accessibility`, line: `browser.lighthouse.${page}`, value: 'accessibility', goal: { least: 95 }, peer: page === 'board' ? '79' : '' },
    { says: `Lighthouse, ${page}: best practices`, line: `browser.lighthouse.${page}`, value: 'best-practices', goal: { least: 95 }, peer: page === 'board' ? '100' : '' },
  ]),
  { says: 'axe on a board of 1,000, both themes: serious and critical places', line: 'browser.axe.board', value: 'places', goal: { most: 0 }, peer: '2,021' },
  { says: 'Script heap per minute while 20 changes/s arrive', line: 'browser.soak', value: 'slopeKbPerMinute', unit: 'kB', goal: { most: 20 } },
]

function boardFigures(tasks: number, [interactive, elements, scroll, drag, busy, place, other]: string[]): Figure[] {
  const name = tasks.toLocaleString('en')
  const line = (part: string) => `browser.board.${tasks}.${part}`
  const peer = (text: string | undefined) => (text ? { peer: text } : {})
  return [
    { says: `${name} tasks: interactive after`, line: line('load'), value: 'interactiveMs', unit: 'ms', goal: { most: 1_000 }, ...peer(interactive) },
    { says: `${name} tasks: elements on the page`, line: line('size'), value: 'elements', goal: { most: 2_500 }, ...peer(elements) },
    { says: `${name} tasks: longest frame while scrolling`, line: line('scroll'), value: 'longestMs', unit: 'ms', goal: { most: 50 }, ...peer(scroll) },
    { says: `${name} tasks: longest frame while dragging`, line: line('drag'), value: 'longestMs', unit: 'ms', goal: { most: 50 }, ...peer(drag) },
    { says: `${name} tasks: longest frame while 20 changes/s arrive`, line: line('changes'), value: 'longestMs', unit: 'ms', goal: { most: 50 } },
    { says: `${name} tasks: frames over 50 ms meanwhile`, line: line('changes'), value: 'over50Percent', unit: '%', goal: { most: 0 }, ...peer(busy) },
    { says: `${name} tasks: from release to in place`, line: line('drops'), value: 'releaseToInPlace.medianMs', unit: 'ms', goal: { most: 100 }, ...peer(place) },
    { says: `${name} tasks: from drop to moved on the other screen`, line: line('drops'), value: 'dropToOtherScreen.medianMs', unit: 'ms', goal: { most: 150 }, ...peer(other) },
    { says: `${name} tasks: frames until one's own key is answered`, line: line('keys'), value: 'framesWaited', goal: { most: 1 } },
  ]
}
