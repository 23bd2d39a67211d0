import type { BrowserWindow } from 'electron';

import type { Library } from '../store/library/library.ts';
import { askInBox } from './boxes.ts';
import { askForFolder } from './dialogs.ts';
import { hasLibrary } from './library-place.ts';

const TITLE = 'Framewise';

/** Asks for the folder that has the library; `null` where the person gives up. */
export async function locateLibrary(owner: BrowserWindow | null): Promise<string | null> {
  for (;;) {
    const dir = await askForFolder(owner, 'Locate the library');
    if (dir === null || hasLibrary(dir)) return dir;
    const answer = await askInBox(owner, {
      type: 'warning',
      title: TITLE,
      message: 'There is no library in that folder.',
      detail: `${dir} has no folder “library”. Choose the folder that has “library” and “articles” in it. Nothing was changed.`,
      buttons: ['Choose Another…', 'Cancel'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (answer !== 0) return null;
  }
}

/**
 * Says that the data folder is gone and offers to save everything elsewhere. Returns the folder that
 * the program is to go on with; `null` where it is to wait for the old one.
 */
export async function offerElsewhere(
  owner: BrowserWindow | null,
  library: Library,
  folder: string,
): Promise<string | null> {
  const answer = await askInBox(owner, {
    type: 'warning',
    title: TITLE,
    message: 'The data folder is gone.',
    detail: `${folder} was moved or deleted, or its disk was taken out. What was shown as saved is in that folder; what you do now waits in memory. Put the folder back and Framewise goes on by itself, or save everything that is in memory in another folder now.`,
    buttons: ['Save Elsewhere…', 'Wait for the Folder'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (answer !== 0) return null;
  for (;;) {
    const dir = await askForFolder(owner, 'Save everything in an empty folder');
    if (dir === null) return null;
    const saved = await library.safekeeping.saveElsewhere(dir);
    const detail = saved.ok
      ? `${countArticles(saved.value.articles)} and what they share are saved in ${dir}.${leftBehind(saved.value.left.length)}${sourcesBehind(saved.value.withoutSources)}`
      : saved.error.type === 'taken'
        ? `${dir} has a library already. Choose another folder. Nothing was changed.`
        : `Nothing usable was saved in ${dir}. ${saved.error.detail} Choose another folder.`;
    const next = await askInBox(owner, {
      type: saved.ok ? 'info' : 'warning',
      title: TITLE,
      message: saved.ok ? 'Everything in memory is saved.' : 'That folder cannot be used.',
      detail,
      buttons: saved.ok ? ['Go On There', 'Stay Here'] : ['Choose Another…', 'Cancel'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (saved.ok) return next === 0 ? dir : null;
    if (next !== 0) return null;
  }
}

function countArticles(count: number): string {
  return count === 1 ? '1 article' : `${count} articles`;
}

function sourcesBehind(count: number): string {
  if (count === 0) return '';
  const receipts = count === 1 ? 'its receipt' : 'their receipts';
  return ` What ${countArticles(count)} came out of, and ${receipts}, stay in the folder that is gone.`;
}

function leftBehind(count: number): string {
  if (count === 0) return '';
  const [are, they] = count === 1 ? ['is', 'it was'] : ['are', 'they were'];
  return ` ${countArticles(count)} ${are} only in the folder that is gone, as ${they} not open.`;
}
