// A real SMTP server of the test, and what it was given.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Letter { to: string[]; text: string }

/** Takes letters until it is closed; what `refuses` says is refused for now. */
export async function startMailbox(refuses: (to: string[]) => boolean = () => false) {
  const letters: Letter[] = []
  const smtp = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        if (refuses(to)) return done(Object.assign(new Error('Come back later'), { responseCode: 451 }))
        letters.push({ to, text: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  return { letters, url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>((resolve) => smtp.close(() => resolve())) }
}

/** Soft line breaks of quoted-printable undone. */
export const unfolded = (text: string) => text.replaceAll('=\r\n', '').replaceAll('=3D', '=')
