// What a board by status can be divided into lanes by, besides custom fields.

export const viewLanes = ['person', 'priority', 'label', 'parent'] as const
export type ViewLanes = (typeof viewLanes)[number] | `field.${string}`
