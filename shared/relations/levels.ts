/** So many levels a family of tasks has at most, the topmost task's included. */
export const LEVELS = 5
