// The letter that brings an invitation.
import type { JobData } from '../../kernel/jobs.ts'

interface Letter { to: string; inviter: string; organization: string; url: string; expiresAt: string }

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

export function invitationMail({ to, inviter, organization, url, expiresAt }: Letter): JobData['mail.send'] {
  const day = dayFormat.format(new Date(expiresAt))
  return {
    to,
    subject: `${inviter} invites you to ${organization}`,
    text: [
      `${inviter} invites you to work with ${organization} on Lockstep.`,
      `Open this address to accept; it is for you alone and good until ${day}:`,
      url,
      'If you did not expect this, you can ignore it.',
    ].join('\n\n'),
  }
}
