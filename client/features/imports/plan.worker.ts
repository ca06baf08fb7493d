// Reads a board beside the page, so that a large file does not make it stand still.
import { planned, type Planned } from './planned.ts'

self.onmessage = ({ data }: MessageEvent<Blob>) => {
  void planned(data).then((result: Planned) => self.postMessage(result))
}
