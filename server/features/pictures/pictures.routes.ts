// Routes of pictures.
import { pictureEndpoints as endpoints } from '../../../shared/features/pictures.ts'
import { route, type Route } from '../../http/context.ts'
import { deletePicture, putPicture } from './pictures.actions.ts'
import { readMemberPicture } from './pictures.queries.ts'

export const pictureRoutes: Route[] = [
  route(endpoints.putPicture, (work, { bytes }) => putPicture(work, bytes)),
  route(endpoints.deletePicture, (work) => deletePicture(work)),
  route(endpoints.readMemberPicture, (work, { params, query }) => readMemberPicture(work, params.memberId, query.v)),
]
