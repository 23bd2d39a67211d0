import path from 'node:path';

import { emptyDetails } from '#core/article/article.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import { isPlainLabel } from '#core/guards/labels.ts';
import {
  createLibraryDocument,
  NAME_LIMIT,
  type LibraryDocument,
  type NewsEvent,
} from '#core/library/document.ts';

import { articleIdOf, folderName, writeArticleFolder } from './articles/article-folder.ts';
import { LIBRARY_KIND } from '../document/files/kind.ts';
import { writeFirstSnapshot } from '../document/files/snapshot.ts';
import { ensureFolder } from '../disk/files.ts';
import { sha256 } from '../disk/sums.ts';
import type { Ground } from './articles/article-stores.ts';
import { createArticle } from './articles/new-article.ts';

/** A sample article of a new library. */
export interface Seed {
  /** File name for display. */
  readonly name: string;
  /** UTF-8, as delivered. */
  readonly bytes: Uint8Array;
}

/** What a new library begins with. */
export interface Beginning {
  readonly newId: () => string;
  readonly defaultCodebook: Codebook;
  readonly seeds: readonly Seed[];
  readonly sampleEvent: NewsEvent;
  /** Proposed as the analyst's name until a name is given. */
  readonly osUserName: string;
  readonly guessTitle: (text: string) => string;
}

/** The library's own document before anything was done. */
export function createLibrary(
  { newId, osUserName, defaultCodebook }: Beginning,
  events: readonly NewsEvent[],
): LibraryDocument {
  const name = osUserName.slice(0, NAME_LIMIT);
  return createLibraryDocument({
    self: { id: newId(), name: isPlainLabel(name) ? name : 'Analyst', confirmed: false },
    codebook: defaultCodebook,
    events,
  });
}

/**
 * Makes the library where there is none: in a folder beside, which is then moved into place, so that
 * there is all of it or nothing. Throws system errors.
 */
export async function createIfNew({ disk, dir, now }: Ground, beginning: Beginning): Promise<void> {
  const draft = path.join(dir, 'first-run');
  const parts = ['articles', 'library'] as const;
  const exists = async (...names: string[]): Promise<boolean> =>
    (await disk.look(path.join(dir, ...names))) !== null;
  if (await exists('library')) {
    if (await exists('first-run')) await disk.removeFolder(draft);
    return;
  }
  if ((await exists('articles')) && !(await exists('first-run'))) {
    // Not a first run: the library's own folder was lost. Opening it restores what is left of it.
    await ensureFolder(disk, path.join(dir, 'library'));
    return;
  }
  // `library` is moved last: with `articles` in place and `library` in the draft, only that is left to do.
  const begun = (await exists('articles')) && (await exists('first-run', 'library'));
  if (!begun) {
    await disk.removeFolder(draft);
    for (const part of parts) await ensureFolder(disk, path.join(draft, part));
    await writeDraft({ disk, dir: draft, now }, beginning);
    for (const folder of [...parts.map((part) => path.join(draft, part)), draft])
      await disk.syncFolder(folder);
  }
  for (const part of parts) {
    if (!(await exists('first-run', part))) continue;
    if (part === 'articles' && (await exists(part))) continue;
    await disk.rename(path.join(draft, part), path.join(dir, part));
    await disk.syncFolder(dir);
  }
  await disk.removeFolder(draft);
}

async function writeDraft({ disk, dir, now }: Ground, beginning: Beginning): Promise<void> {
  const { seeds, sampleEvent, guessTitle, newId } = beginning;
  const at = now().toISOString();
  for (const { name, bytes } of seeds) {
    const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const source = { name, encoding: 'utf-8', bom, bytesSha256: sha256(bytes) };
    const details = { ...emptyDetails(guessTitle(text)), event: sampleEvent.id };
    const document = createArticle({ text, source, details, boilerplate: [] }, at, newId);
    const folder = path.join(dir, 'articles', folderName(articleIdOf(text)));
    await writeArticleFolder(disk, folder, text, document);
  }
  const library = createLibrary(beginning, [sampleEvent]);
  const first = { seq: 0, order: 0, at };
  await writeFirstSnapshot(disk, path.join(dir, 'library'), LIBRARY_KIND, library, first);
}
