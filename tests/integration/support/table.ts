// What the database holds, read through the API: the reference that clients and acknowledgements are compared with.
import { endpoints } from '../../../shared/index.ts'
import type { StreamEvent, StreamName } from '../../../shared/streams.ts'
import { call } from '../../support/http.ts'

/** All events of a stream. */
export async function allEvents(url: string, token: string, stream: StreamName): Promise<StreamEvent[]> {
  const all: StreamEvent[] = []
  for (;;) {
    const query = { after: all.length, limit: 500 }
    const { data } = await call(url, token, endpoints.listStreamEvents, { params: { stream }, query })
    all.push(...data.items)
    if (data.items.length < 500) return all
  }
}

/** All tasks on a project's board. */
export async function allTasks(url: string, token: string, projectId: string) {
  return (await call(url, token, endpoints.readBoard, { params: { projectId } })).data.tasks
}
