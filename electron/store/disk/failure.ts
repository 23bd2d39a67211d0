import type { StoreStatus } from '#core/contract/store.ts';
import { codeOf, refusalOf } from '#core/guards/system-errors.ts';

/** Why something did not reach the disk. */
export type SaveFailure = Pick<Extract<StoreStatus, { type: 'not-saved' }>, 'reason' | 'detail'>;

/** Turns a system error into what the analyst is told. */
export function describeFailure(error: unknown): SaveFailure {
  const code = codeOf(error);
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
