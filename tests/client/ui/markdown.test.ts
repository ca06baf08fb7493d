// @vitest-environment jsdom
// Markdown that anybody wrote: rendered, and harmless.
import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../../client/ui/markdown.ts'

function render(text: string): HTMLElement {
  const page = document.createElement('div')
  page.innerHTML = renderMarkdown(text)
  return page
}

describe('renderMarkdown', () => {
  it('renders what people use', () => {
    const page = render('**bold** and `code`\n\n- [x] done\n- [ ] open\n\n| a | b |\n| --- | --- |\n| 1 | 2 |')
    expect(page.querySelector('strong')?.textContent).toBe('bold')
    expect(page.querySelectorAll('input[type=checkbox][disabled]')).toHaveLength(2)
    expect(page.querySelectorAll('td')).toHaveLength(2)
  })

  it('makes links of words that lead somewhere, not in code, links and longer words', () => {
    const page = document.createElement('div')
    const asked: string[] = []
    page.innerHTML = renderMarkdown('WEB-12, (WEB-3) and NO-1\n\n`WEB-4` [WEB-5](https://example.com) xWEB-6 WEB-7x WEB-08 <b>WEB-9</b>', (word) => {
      asked.push(word)
      return word.startsWith('WEB') ? { href: `/t/${word}` } : null
    })
    expect(asked).toEqual(['WEB-12', 'WEB-3', 'NO-1', 'WEB-9'])
    const links = [...page.querySelectorAll('a')].filter((link) => link.getAttribute('href')?.startsWith('/t/'))
    expect(links.map((link) => [link.textContent, link.dataset.reference])).toEqual(['WEB-12', 'WEB-3', 'WEB-9'].map((word) => [word, word]))
    expect(page.querySelector('i')).toBeNull()
  })

  it('marks links so that they tell and are given nothing', () => {
    const link = render('[a](https://elsewhere.example/x)').querySelector('a')
    expect(link?.rel).toBe('noopener noreferrer nofollow')
    expect(link?.target).toBe('_blank')
  })

  it('keeps pictures of our own origin and turns others into their text', () => {
    const theirs = '![theirs](https://elsewhere.example/x.png) ![odd](//elsewhere.example/y.png)'
    const page = render(`![ours](/api/v1/files/1) ${theirs}`)
    expect([...page.querySelectorAll('img')].map((picture) => picture.getAttribute('src'))).toEqual(['/api/v1/files/1'])
    expect(page.textContent).toContain('theirs')
  })

  it.each([
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))',
    '[x](data:text/html,<b>)', '<svg onload=alert(1)>',
    '<iframe src="https://elsewhere.example"></iframe>', '<a href="vbscript:x">x</a>',
    '<form action="/x"><input name=a><button>b</button></form>',
    '<p style="position:fixed">x</p>', '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    '<math><mtext><style><img src=x onerror=alert(1)>',
    '[x](//elsewhere.example)', '<input type="text" value="x">', '<p id="app" class="x">x</p>',
  ])('takes the harm out of %s', (text) => {
    const page = render(text)
    expect(page.querySelector('script,svg,iframe,form,button,style,math,input:not([type=checkbox])')).toBeNull()
    for (const element of page.querySelectorAll('*')) {
      const names = element.getAttributeNames()
      expect(names.filter((name) => name.startsWith('on') || ['style', 'id', 'class'].includes(name))).toEqual([])
      expect(element.getAttribute('href') ?? '').not.toMatch(/script:|data:|^\/\//i)
      expect(element.getAttribute('src') ?? '').not.toMatch(/^data:|elsewhere/i)
    }
  })
})
