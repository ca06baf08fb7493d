// Reads a board beside the page, so that a large file does not make it stand still.
import { planned, type Asked, type Planned } from './planned.ts'

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  void planned(data).then((result: Planned) => self.postMessage(result))
}
