import type { StoreStatus } from '#core/contract/store.ts';
import { HOME_GONE } from './home.ts';
import { codeOf, refusalOf, type SystemRefusal } from '#core/guards/system-errors.ts';

/** Why something did not reach the disk. */
export type SaveFailure = Pick<Extract<StoreStatus, { type: 'not-saved' }>, 'reason' | 'detail'>;

/** What is said where the data folder is not where it was. */
export const FOLDER_GONE =
  'The data folder is gone: it was moved or deleted, or its disk was taken out.';

/** Turns a system error into what the analyst is told. */
export function describeFailure(error: unknown): SaveFailure {
  const code = codeOf(error);
  if (code === HOME_GONE) return { reason: 'folder-gone', detail: FOLDER_GONE };
  switch (refusalOf(error)) {
    // To the analyst a limit on the size of files is the same lack of room, as are no free inodes.
    case 'no-room':
    case 'file-limit':
      return { reason: 'disk-full', detail: 'There is no room left on the disk.' };
    case 'read-only':
      return { reason: 'no-permission', detail: 'The disk can only be read.' };
    case 'not-allowed':
      return { reason: 'no-permission', detail: 'This user may not write in the data folder.' };
    default:
      return {
        reason: 'io-error',
        detail:
          code === ''
            ? 'The disk did not take the change.'
            : `The disk did not take the change (${code}).`,
      };
  }
}

const TROUBLE: Readonly<Partial<Record<SystemRefusal, string>>> = {
  'no-room': 'there is no room left on the disk',
  'file-limit': 'a file may not become that large',
  'read-only': 'the disk can only be read',
  'not-allowed': 'this user may not read or write there',
  absent: 'it is not there',
  'not-a-folder': 'a file stands where a folder should be',
  exists: 'something else stands there',
  'is-a-folder': 'a folder stands where a file should be',
  'link-to-itself': 'a link leads to itself',
  'too-many-open': 'too many files are open on this computer',
  defect: 'the disk reported an error',
};

/** What went wrong with which file, as a sentence with the system's own code. */
export function describeTrouble(error: unknown): string {
  const code = codeOf(error);
  const place =
    error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;
  const refusal = refusalOf(error);
  const reason = (refusal && TROUBLE[refusal]) ?? 'something unexpected happened';
  const what =
    place === null ? reason.charAt(0).toUpperCase() + reason.slice(1) : `${place}: ${reason}`;
  return code === '' ? `${what}.` : `${what} (${code}).`;
}
