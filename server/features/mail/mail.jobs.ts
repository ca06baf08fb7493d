// Sends mail by SMTP, as a job: it leaves after the commit and is tried again when the server does not answer.
import { createTransport } from 'nodemailer'
import type { Config } from '../../config.ts'
import type { JobHandlers } from '../../kernel/jobs.ts'

const TIMEOUT_MS = 10_000

/** The handler of `mail.send`. Without SMTP_URL nothing is enqueued; what an earlier setting left behind is refused. */
export function sendMail({ config }: { config: Config }): JobHandlers['mail.send'] {
  const { SMTP_URL, MAIL_FROM } = config
  if (SMTP_URL === undefined) {
    return async () => {
      throw new Error('SMTP_URL is not set: the mail cannot be sent')
    }
  }
  const transport = createTransport({
    url: SMTP_URL, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS,
  })
  return async ({ to, subject, text, oneClick }) => {
    await transport.sendMail({
      from: MAIL_FROM, to: { name: '', address: to }, subject, text, disableFileAccess: true, disableUrlAccess: true,
      headers: { 'Auto-Submitted': 'auto-generated', ...(oneClick !== undefined && { 'List-Unsubscribe': `<${oneClick}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }) },
    })
  }
}
