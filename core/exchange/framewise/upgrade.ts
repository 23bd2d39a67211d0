import { err, ok, type Result } from '../../result.ts';

/** What files have had since version 2. */
const LATER_FIELDS = ['purpose', 'for', 'decisions', 'comments', 'adjudicated'];

/**
 * Brings the content of a version 1 file to version 2: until then there was nothing but the tags,
 * and no file was meant for one person. A field of a later version is answered with its name.
 */
export function upgradeVersion1(file: object): Result<object, string> {
  const later = LATER_FIELDS.find((field) => Object.hasOwn(file, field));
  if (later !== undefined) return err(later);
  return ok({ ...file, version: 2, purpose: 'exchange', for: null });
}
