// The attributes of a row that can be dragged over the chart; none where there is nothing to carry.
import type { ChartDesk } from './chart-desk.svelte.ts'

export function carrying(desk: ChartDesk, carried: NonNullable<ChartDesk['carried']> | null) {
  if (!carried) return {}
  let begun: ReturnType<typeof setTimeout> | undefined
  return {
    draggable: true,
    ondragstart: (event: DragEvent) => {
      event.stopPropagation()
      // Firefox drags nothing without data.
      event.dataTransfer?.setData('text/plain', 'team' in carried ? carried.team.name : carried.department.name)
      // Places that appear for it move the rows; Chromium calls off a drag whose row moves away while it begins.
      begun = setTimeout(() => (desk.carried = carried))
    },
    ondragend: () => {
      clearTimeout(begun)
      desk.carried = null
      desk.over = undefined
    },
  }
}
