/** What the system has against a file, whatever code it gives for that. */
export type SystemRefusal =
  | 'no-room'
  /** The limit on the size of one file. */
  | 'file-limit'
  | 'read-only'
  | 'not-allowed'
  | 'absent'
  /** Something in the path is a file. */
  | 'not-a-folder'
  | 'exists'
  | 'is-a-folder'
  | 'is-a-device'
  | 'long-name'
  | 'link-to-itself'
  | 'too-many-open'
  | 'defect';

/** The one table of the system's codes. */
const REFUSALS: ReadonlyMap<string, SystemRefusal> = new Map([
  ['ENOSPC', 'no-room'],
  ['EDQUOT', 'no-room'],
  ['EFBIG', 'file-limit'],
  ['EROFS', 'read-only'],
  ['EACCES', 'not-allowed'],
  ['EPERM', 'not-allowed'],
  ['ENOENT', 'absent'],
  ['ENOTDIR', 'not-a-folder'],
  ['EEXIST', 'exists'],
  ['EISDIR', 'is-a-folder'],
  ['ENXIO', 'is-a-device'],
  ['ENODEV', 'is-a-device'],
  ['ENAMETOOLONG', 'long-name'],
  ['ELOOP', 'link-to-itself'],
  ['EMFILE', 'too-many-open'],
  ['EIO', 'defect'],
]);

/** The system's code of an error, such as `ENOENT`; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** `undefined` for a code that nobody has words for. */
export function refusalOf(error: unknown): SystemRefusal | undefined {
  return REFUSALS.get(codeOf(error));
}
