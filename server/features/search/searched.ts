// What every search looks for, and where.

export interface Searched {
  /** A tsquery; null when no words were asked for. */
  words: string | null
  /** The projects to search, as PostgreSQL writes an array; null stands for all of the organization. */
  projects: string | null
  /** These projects and the teams that are searched as a whole, whose own files can be found; null as before. */
  places: string | null
}
