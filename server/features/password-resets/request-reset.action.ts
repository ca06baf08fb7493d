// Somebody says that they forgot their password. Whether there is such an account is looked up by a job: the answer, and how long it takes, say nothing of it.
import type { BodyOf, ResponseOf } from '../../../shared/endpoint.ts'
import type { LetterLanguage } from '../../../shared/features/letters.ts'
import type { passwordResetEndpoints } from '../../../shared/features/password-resets.ts'
import type { Kernel } from '../../kernel/transact.ts'
import type { Outgoing } from '../mail/outgoing.ts'

type Endpoint = typeof passwordResetEndpoints.requestPasswordReset

/** Has the letter written, where mail is sent at all. */
export async function requestPasswordReset(
  kernel: Kernel, { mail }: Outgoing, { email }: BodyOf<Endpoint>, language: LetterLanguage | null,
): Promise<ResponseOf<Endpoint>> {
  if (mail) await kernel.system((em) => kernel.jobs.enqueue(em, 'passwords.reset', { email, language }))
  return { sendsMail: mail }
}
