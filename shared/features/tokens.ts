// API tokens: how programs act for a member, within scopes and until a day.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id, instant, instantInput, line } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { scope, scopes } from '../permissions.ts'

export const apiToken = z.strictObject({
  id, name: line(200), scopes: z.array(scope), membershipId: id, expiresAt: instant.nullable(), lastUsedAt: instant.nullable(),
  createdAt: instant,
})
export type ApiToken = z.infer<typeof apiToken>

export const tokenInput = z.strictObject({
  name: line(200), scopes: z.array(scope).min(1).max(scopes.length), expiresAt: instantInput.nullable().optional(),
  membershipId: id.optional().describe('An admin may make tokens for bots'),
})

export const tokenEndpoints = {
  listTokens: endpoint({
    id: 'listTokens', method: 'GET', path: '/api/tokens', tag: 'Bots and tokens', access: 'member', scope: null,
    permission: 'token.manage', summary: 'List one\'s API tokens, newest first; for admins also those of bots', query: z.strictObject(listQuery), status: 200,
    response: listOf(apiToken),
  }),
  createToken: endpoint({
    id: 'createToken', method: 'POST', path: '/api/tokens', tag: 'Bots and tokens', access: 'member', scope: null,
    permission: 'token.manage', summary: 'Make an API token, which is shown once', body: tokenInput, status: 201,
    response: z.strictObject({ ...apiToken.shape, token: z.string() }), secret: true,
  }),
  revokeToken: endpoint({
    id: 'revokeToken', method: 'DELETE', path: '/api/tokens/{tokenId}', tag: 'Bots and tokens', access: 'member', scope: null,
    permission: 'token.manage', summary: 'Revoke an API token; its sockets are closed', params: z.strictObject({ tokenId: id }), status: 204,
  }),
}

export const tokenEvents = {
  tokenCreated: event({
    type: 'token.created', streams: ['inbox'], schema: 1, summary: 'An API token of the addressee was made', data: z.strictObject({ token: apiToken }),
  }),
  tokenRevoked: event({
    type: 'token.revoked', streams: ['inbox'], schema: 1, summary: 'An API token was revoked; its sockets are closed',
    data: z.strictObject({ tokenId: id, membershipId: id }),
  }),
}
