import type { StoreStatus } from '#core/contract/store.ts';

import { codeOf } from './files.ts';

/** Why something did not reach the disk. */
export type SaveFailure = Pick<Extract<StoreStatus, { type: 'not-saved' }>, 'reason' | 'detail'>;

/** Turns a system error into what the analyst is told. */
export function describeFailure(error: unknown): SaveFailure {
  const code = codeOf(error);
  switch (code) {
    // EFBIG is a file size limit; to the analyst it is the same lack of room, as are no free inodes.
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return { reason: 'disk-full', detail: 'There is no room left on the disk.' };
    case 'EROFS':
      return { reason: 'no-permission', detail: 'The disk can only be read.' };
    case 'EACCES':
    case 'EPERM':
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
