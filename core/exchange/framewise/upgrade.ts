import { err, ok, type Result } from '../../result.ts';

/** What files have had since version 3; all of it may be left out. */
const SINCE_3 = [
  'families',
  'refusals',
  'findingWords',
  'coverage',
  'linkDecisions',
  'aliases',
] as const;

/** What files have had since version 2. */
const SINCE_2 = ['purpose', 'for', 'decisions', 'comments', 'adjudicated'] as const;

/**
 * Brings the content of a file to the newest version. Version 1 had nothing but the tags, and no file
 * was meant for one person; version 2 had nothing of events but their titles. A field of a later
 * version than the file's own is answered with its name.
 */
export function upgrade(file: object, version: number): Result<object, string> {
  const laterFields = [...(version < 2 ? SINCE_2 : []), ...(version < 3 ? SINCE_3 : [])];
  const later = laterFields.find((field) => Object.hasOwn(file, field));
  if (later !== undefined) return err(later);
  const upgraded = { ...file, version: 3 };
  return ok(version < 2 ? { ...upgraded, purpose: 'exchange', for: null } : upgraded);
}
