// A bot: follows its team, thanks for every finished task, and misses nothing, however it is ended and started again.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { io, type Socket } from 'socket.io-client'
import type { ClientToServer, ServerToClient } from '../shared/socket.ts'
import type { StreamEvent, StreamName } from '../shared/streams.ts'
import { setting, url } from './request.ts'
import { react } from './thanks.ts'

const stream = `team:${setting('LOCKSTEP_TEAM')}` as StreamName
const file = process.env.LOCKSTEP_STATE ?? 'bot-state.json'
/** Where we stand: everything up to this offset of this epoch is done. */
let state = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as { offset: number; epoch: string } : undefined
/** Events are worked on one after another. */
let work = Promise.resolve()

/** Written beside and renamed, so that the file is never half there. */
function remember(offset: number, epoch: string): void {
  writeFileSync(`${file}.new`, JSON.stringify({ offset, epoch }))
  renameSync(`${file}.new`, file)
  state = { offset, epoch }
}

const socket: Socket<ServerToClient, ClientToServer> = io(url, { auth: { token: setting('LOCKSTEP_TOKEN') }, transports: ['websocket'] })
const end = (reason: string) => (console.error(reason), process.exit(1))

function subscribe(): void {
  socket.emit('stream:subscribe', { stream, after: state?.offset, epoch: state?.epoch }, (answer) => {
    if (!answer.ok && ['not_found', 'forbidden', 'insufficient_scope'].includes(answer.error.code)) end(answer.error.detail)
    else if (!answer.ok) setTimeout(subscribe, 1000)
    else if (!state) remember(answer.offset, answer.epoch)
  })
}
socket.on('connect', subscribe)
socket.on('connect_error', (error) => socket.active || end(error.message))
socket.on('disconnect', () => socket.active || setTimeout(() => socket.connect(), 1000))
socket.on('stream:revoked', () => end('We may no longer read this team.'))
socket.on('stream:event', (event) => (work = work.then(() => handle(event)).catch((error: unknown) => end(String(error)))))
socket.on('stream:reset', ({ offset, epoch, reason }) => (work = work.then(() => {
  console.log(`reset to ${offset}: ${reason}. A bot with a picture of its own would read it anew here.`)
  remember(offset, epoch)
  subscribe()
})))

/** Killed before `remember`, we handle the event again: printed twice, but with the same keys nothing is done twice. */
async function handle(event: StreamEvent): Promise<void> {
  if (!state || event.offset <= state.offset) return
  console.log(`${event.offset} ${event.type} by ${event.actor.name}`)
  const parts = event.type === 'batch.applied' ? event.data.events as Pick<StreamEvent, 'type' | 'data'>[] : [event]
  for (const [index, { type, data }] of parts.entries()) await react(type, data, `thanks-${event.id}-${index}`)
  remember(event.offset, state.epoch)
}
