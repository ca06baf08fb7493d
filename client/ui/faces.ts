// Where faces find the picture of somebody who is known by id only.
let find: (id: string) => string | null = () => null

export const faces = {
  /** An address to draw, or null for initials. Read it in markup, `$derived` or a function. */
  pictureOf: (id: string): string | null => find(id),
  /** Says where pictures are. */
  follow(pictureOf: (id: string) => string | null): void {
    find = pictureOf
  },
}
