// Whether an archive that was written can come in again: said at once, not when it is needed.
import { ARCHIVE_LIMITS, type ArchiveHeader } from '../../../shared/features/archive.ts'

const HEADER = 1

/** `packedLines`: bytes of its lines, where they are known. */
export function hasTooManyLines({ counts }: Pick<ArchiveHeader, 'counts'>, packedLines: number): boolean {
  const lines = Object.values(counts).reduce((sum, count) => sum + count, HEADER)
  return lines > ARCHIVE_LIMITS.lines || packedLines > ARCHIVE_LIMITS.bytes
}
