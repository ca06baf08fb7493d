// The viewer of pictures comes when the first one is looked at.
import { Late } from '../../ui/index.ts'

export const pictureViewer = new Late(async () => (await import('./PictureViewer.svelte')).default)
