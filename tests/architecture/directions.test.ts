// Layouts turn round for languages that are read from right to left: what begins a line is `start`, never `left`.
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Geometry, not reading direction: what stands where a hand or a caret was measured. */
const geometric = new Set(['client/features/board/DragLikeness.svelte', 'client/ui/editor/MentionList.svelte'])

const utilities = /(?<![\w-])-?(?:ml|mr|pl|pr|left|right|border-[lr]|rounded-[lr]|rounded-[tb][lr]|scroll-m[lr]|scroll-p[lr])-(?:\[|\d|auto|px|full|sm|md|lg)|(?<![\w-])(?:text|float|clear)-(?:left|right)(?![\w-])/
const properties = /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b/
const styleDirective = /style:(?:left|right|margin-(?:left|right)|padding-(?:left|right))=/

/** Lines that say left or right where reading direction decides. */
function offences(file: string, source: string): string[] {
  const [markup, styles] = file.endsWith('.css') ? ['', source] : parts(source)
  const lines = [
    ...markup.split('\n').filter((line) => utilities.test(line) || styleDirective.test(line)),
    ...styles.split('\n').filter((line) => properties.test(line)),
  ]
  return lines.map((line) => `${file}: ${line.trim()}`)
}

function parts(source: string): [markup: string, styles: string] {
  const styles = [...source.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, text]) => text!).join('\n')
  return [source.replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, ''), styles]
}

describe('directions', () => {
  it('are those of the text, never of the screen', () => {
    const files = globSync('client/**/*.{svelte,css}').filter((file) => !geometric.has(file) && !file.includes('gallery'))
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap((file) => offences(file, readFileSync(file, 'utf8')))).toEqual([])
  })

  it.each([
    '<p class="ml-2">', '<p class="-mr-px">', '<p class="hover:pl-[3px]">', '<p class="text-left">', '<p class="left-0">',
    '<p class="border-l-2">', '<style>a { margin-left: 2px }</style>', '<style>a {\n  left: 0;\n}</style>', '<i style:left="0"></i>',
    '<style>a { text-align: right }</style>',
  ])('would find %s', (source) => expect(offences('x.svelte', source)).toHaveLength(1))

  it.each(['<p class="ms-2 pe-1 start-0 text-start items-left-ish">', '<style>a { inset-inline-start: 0; margin-inline: 1px }</style>'])(
    'lets %s be', (source) => expect(offences('x.svelte', source)).toEqual([]))
})
