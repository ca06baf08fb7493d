// Pictures of people: one for each account, shown to everybody who is in an organization with them.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id } from '../ids.ts'
import { profile } from './auth.ts'

export const PICTURE_MAX_BYTES = 256 * 1024
export const PICTURE_MAX_SIDE = 1024
const types = ['image/png', 'image/jpeg', 'image/webp'] as const

export const pictureEndpoints = {
  putPicture: endpoint({
    id: 'putPicture', method: 'PUT', path: '/api/auth/profile/picture', tag: 'Authentication', access: 'member', scope: null,
    summary: 'Set one\'s picture',
    binaryBody: {
      maxBytes: PICTURE_MAX_BYTES, types,
      description: `A still PNG, JPEG or WebP of at most ${PICTURE_MAX_SIDE} pixels a side and 256 KiB. Its bytes decide, not its media type. Metadata is dropped`,
    },
    status: 200, response: profile, errors: ['invalid_picture'],
  }),
  deletePicture: endpoint({
    id: 'deletePicture', method: 'DELETE', path: '/api/auth/profile/picture', tag: 'Authentication', access: 'member', scope: null,
    summary: 'Take one\'s picture away', status: 200, response: profile,
  }),
  readMemberPicture: endpoint({
    id: 'readMemberPicture', method: 'GET', path: '/api/members/{memberId}/picture', tag: 'Members', access: 'member',
    scope: 'members:read', permission: 'member.read',
    summary: 'The picture of a member; with `v`, the hash of the member\'s `picture`, it can be kept for ever',
    params: z.strictObject({ memberId: id }), query: z.strictObject({ v: z.string().max(64).optional() }), status: 200, file: { types },
  }),
}
