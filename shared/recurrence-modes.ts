// When the next task of a series is made. Apart from the schemas: the browser needs them alone.

/**
 * When this one is finished, for the rule's next day; when it is finished, counted from that day; or by the rule's days alone, whether
 * it is finished or not.
 */
export const recurrenceModes = ['whenDone', 'afterDone', 'onSchedule'] as const
export type RecurrenceMode = (typeof recurrenceModes)[number]
