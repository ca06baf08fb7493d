// Pulling a full-screen sheet down by its head: a third of the way or a flick closes it, less lets it go back.
const FLICK = 0.6
const SLOP = 6

export function swipeDown(sheet: () => HTMLElement | null, onclose: () => void) {
  return (head: HTMLElement): (() => void) => {
    let start: { y: number; at: number; id: number } | null = null
    let shift = 0

    const down = (event: PointerEvent) => {
      if (event.pointerType === 'mouse' || !event.isPrimary || !matchMedia('(max-width: 699px)').matches) return
      start = { y: event.clientY, at: event.timeStamp, id: event.pointerId }
      shift = 0
    }
    const move = (event: PointerEvent) => {
      if (!start || event.pointerId !== start.id) return
      shift = Math.max(0, event.clientY - start.y)
      if (shift < SLOP) return
      if (!head.hasPointerCapture(event.pointerId)) head.setPointerCapture(event.pointerId)
      place(shift)
    }
    const up = (event: PointerEvent) => {
      if (!start || event.pointerId !== start.id) return
      const speed = shift / Math.max(1, event.timeStamp - start.at)
      const closes = event.type === 'pointerup' && (shift > (sheet()?.clientHeight ?? 0) / 3 || (shift > 40 && speed > FLICK))
      start = null
      if (closes) onclose()
      else place(0)
    }
    const place = (y: number) => {
      const element = sheet()
      if (!element) return
      element.style.transition = y > 0 ? 'none' : ''
      element.style.transform = y > 0 ? `translateY(${y}px)` : ''
    }

    head.addEventListener('pointerdown', down)
    head.addEventListener('pointermove', move)
    head.addEventListener('pointerup', up)
    head.addEventListener('pointercancel', up)
    return () => {
      head.removeEventListener('pointerdown', down)
      head.removeEventListener('pointermove', move)
      head.removeEventListener('pointerup', up)
      head.removeEventListener('pointercancel', up)
    }
  }
}
