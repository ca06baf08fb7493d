// @vitest-environment jsdom
// When a form speaks: not before a field was left or sending was tried, and what the server says stands at its field.
import { describe, expect, it } from 'vitest'
import { ApiError, NetworkError } from '../../../client/lib/api-error.ts'
import { emailFault, Form, needed } from '../../../client/shell/form.svelte.ts'
import type { Problem } from '../../../shared/errors.ts'

const problem = (about: Partial<Problem>): Problem =>
  ({ type: '', title: '', status: 422, code: 'validation_failed', detail: 'Some fields are wrong', traceId: 't',
    ...about })
const refuse = (about: Partial<Problem>) => () => Promise.reject(new ApiError(problem(about)))
const sound = () => new Form('team', () => ({}), { email_taken: 'email' })

describe('Form', () => {
  it('says what is missing once it was sent, and sends nothing', async () => {
    let sent = 0
    const form = new Form('team', () => ({ name: needed('', 'Name it.'), email: emailFault('x') }))
    expect(form.field('name').error).toBeUndefined()
    expect(await form.send(async () => void sent++)).toBe(false)
    expect(sent).toBe(0)
    expect(form.field('name')).toEqual({ id: 'team-name', name: 'name', error: 'Name it.' })
    expect(form.errors.map(({ field }) => field)).toEqual(['team-name', 'team-email'])
  })

  it('says what is wrong with a field that was left', () => {
    const form = new Form('team', () => ({ email: emailFault('nobody') }))
    form.left('email')
    expect(form.field('email').error).toMatch(/no e-mail address/)
  })

  it('puts the server\'s words at the field of their pointer, until it is corrected', async () => {
    const form = sound()
    await form.send(refuse({ errors: [{ pointer: '/settings/x', detail: 'Too long', code: 'too_big' }] }))
    expect(form.field('settings').error).toBe('Too long')
    expect(form.summary).toBe('')
    form.typed('settings')
    expect(form.field('settings').error).toBeUndefined()
  })

  it('puts a code that belongs to a field there', async () => {
    const form = sound()
    await form.send(refuse({ status: 409, code: 'email_taken', detail: 'The address has an account already' }))
    expect(form.field('email').error).toBe('The address has an account already')
  })

  it('says the rest under the form, and that nothing is lost when nobody answers', async () => {
    const form = sound()
    await form.send(refuse({ status: 403, code: 'forbidden', detail: 'Admins do this' }))
    expect(form.summary).toBe('Admins do this')
    await form.send(() => Promise.reject(new NetworkError(null)))
    expect(form.summary).toMatch(/cannot be reached.*kept/)
    expect(form.sending).toBe(false)
  })

  it('sends once at a time', async () => {
    const form = sound()
    let finish = () => {}
    const first = form.send(() => new Promise<void>((resolve) => (finish = resolve)))
    expect(await form.send(async () => {})).toBe(false)
    finish()
    expect(await first).toBe(true)
  })
})
