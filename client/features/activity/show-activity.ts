// The activity of a project from anywhere: on its board, which is opened first.
import { go } from '../../shell/go.ts'
import { activityPanel } from './activity-panel.svelte.ts'

/** The board draws the panel as soon as it is there. */
export function showActivity(projectId: string): void {
  if (window.location.pathname !== `/projects/${projectId}`) go(`/projects/${projectId}`)
  // The menu closes first and gives the focus back.
  setTimeout(() => activityPanel.show(), 30)
}
