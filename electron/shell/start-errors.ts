import { codeOf } from '#core/guards/system-errors.ts';
import { assertNever } from '#core/result.ts';

import { describeTrouble } from '../store/disk/failure.ts';
import type { LibraryOpenError } from '../store/library/library.ts';

/** What is said when the program is asked to let another program look into it. */
export function explainDebuggingSwitch(argument: string): string {
  return `Framewise does not start with ${argument}, because it would let another program read and change your work. Start it without that switch.`;
}

/** What is said when the data folder cannot be found or made. `folder` is `null` where none is known. */
export function explainDataFolder(folder: string | null, error: unknown): string {
  const where = folder === null ? 'its data folder' : `its data folder ${folder}`;
  const code = codeOf(error) === '' ? '' : ` (${codeOf(error)})`;
  return `Framewise cannot use ${where}${code}. Nothing was changed. Check that your home folder exists and that you may write in it, or name another folder with --user-data-dir=DIR.`;
}

/** What is said when the library that was located is not there. */
export function explainMissingPlace(place: string): string {
  return `The library was in ${place}, and there is none now: the folder was moved, or its disk is not connected. Nothing was changed. Connect the disk and look again, or locate the library at its new place.`;
}

/** What is said when something failed that nobody thought of. */
export function explainUnexpected(error: unknown, logFolder: string): string {
  const reason = codeOf(error) === '' ? '' : ` ${describeTrouble(error)}`;
  return `Framewise could not start.${reason} What you saved is safe on disk. What went wrong is noted in ${logFolder}. Start Framewise again; if it happens again, start it with another folder, --user-data-dir=DIR.`;
}

/** What is said when the library cannot be opened at all. */
export function explainOpenError(error: LibraryOpenError, folder: string): string {
  switch (error.type) {
    case 'locked-by-other': {
      const { pid, host, since } = error.holder;
      return `The articles in ${folder} are open in another program (process ${pid} on ${host}, since ${since}). Nothing was changed. Close it there, then start Framewise again.`;
    }
    case 'newer-schema':
      return `The articles in ${folder} were written by a newer version of Framewise (schema ${error.schema}). Nothing was changed. Update Framewise to open them.`;
    case 'cannot-create':
      return `Framewise cannot begin its data folder ${folder}. ${error.detail} Nothing was lost. Make room or allow writing there, or name another folder with --user-data-dir=DIR.`;
    case 'unreadable':
      return `The articles in ${folder} could not be opened: ${error.detail} Nothing was changed. Keep a copy of that folder; its backups are in ${folder}/backups.`;
    default:
      return assertNever(error);
  }
}
