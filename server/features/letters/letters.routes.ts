// The HTTP side of letters.
import { letterEndpoints as endpoints } from '../../../shared/features/letters.ts'
import type { Config } from '../../config.ts'
import { route, type Route } from '../../http/context.ts'
import { acceptedKeys, type Secrets } from '../../kernel/secrets.ts'
import { systemCaller, type Kernel } from '../../kernel/transact.ts'
import { endLetters, readLetterSettings, replaceLetterSettings } from './letter-settings.actions.ts'
import { readerOf } from './unsubscribe-token.ts'

export function letterRoutes({ kernel, config, secrets }: { kernel: Kernel; config: Config; secrets: Secrets }): Route[] {
  const canSend = config.SMTP_URL !== undefined
  return [
    route(endpoints.readLetterSettings, (work) => readLetterSettings(work, canSend)),
    route(endpoints.replaceLetterSettings, (work, { body }) => replaceLetterSettings(work, body, canSend)),
    route(endpoints.unsubscribe, async (_, { params }) => {
      const { organizationId, memberId } = readerOf(params.token, acceptedKeys(secrets, 'letters'))
      return (await kernel.transact(systemCaller(organizationId), (work) => endLetters(work, memberId))).result
    }),
  ]
}
