import path from 'node:path';

import type { ArticleDocument } from '#core/article/document.ts';
import { isUuid } from '#core/tags/ids.ts';
import type { Annotation } from '#core/tags/tag.ts';

import { readIfThere, type Disk } from '../../disk/files.ts';
import {
  ARTICLE_KIND,
  EVENT_KIND,
  LIBRARY_KIND,
  migrateContent,
} from '../../document/files/kind.ts';
import { parseSnapshot, SNAPSHOT } from '../../document/files/snapshot.ts';
import { Turns } from '../../disk/turns.ts';

/**
 * A document of an article beside ours, under another name: what a synchronising folder makes of two
 * computers that changed it. Known by what it holds, as every service has names of its own.
 */
export interface ConflictCopy {
  /** Absolute. */
  readonly file: string;
  readonly document: ArticleDocument;
}

/** What lies beside the library's own files. */
export interface FoundCopies {
  readonly articles: readonly ConflictCopy[];
  /** Absolute paths of copies of what all share or what was said of an event. */
  readonly others: readonly string[];
}

/** `doc (conflicted copy).json`, `doc.sync-conflict-….json`, `doc-HOST.json`, `doc 2.json` and the like. */
const COPY_NAME = /^doc.+\.json$/u;
/** A folder of an article, perhaps with what a service adds to the name of its second copy. */
const ARTICLE_FOLDER = /^[0-9a-f]{32}/u;

/** Looks through the folders of a library; others get their turn in between. Throws system errors. */
export async function findConflictCopies(disk: Disk, dir: string): Promise<FoundCopies> {
  const articles: ConflictCopy[] = [];
  const others: string[] = [];
  const turns = new Turns();
  for (const parent of await disk.list(dir)) {
    // A folder that was in conflict as a whole is called like ours, and something behind it.
    if (!/^articles(?:$|[ .(_-])/u.test(parent)) continue;
    for (const name of await disk.list(path.join(dir, parent)).catch(() => [])) {
      await turns.pass();
      if (!ARTICLE_FOLDER.test(name)) continue;
      const isOurs = parent === 'articles' && name.length === 32;
      const folder = path.join(dir, parent, name);
      for (const file of await listCopies(disk, folder, isOurs)) {
        const document = await readCopy(disk, file);
        if (document && document.id.startsWith(name.slice(0, 32)))
          articles.push({ file, document });
      }
    }
  }
  for (const folder of [path.join(dir, 'library'), ...(await listEvents(disk, dir))]) {
    for (const file of await listCopies(disk, folder, true)) {
      const bytes = await readIfThere(disk, file);
      const isCopy = [LIBRARY_KIND, EVENT_KIND].some(
        ({ format }) => bytes && parseSnapshot(bytes, format).ok,
      );
      if (isCopy) others.push(file);
    }
  }
  return { articles, others };
}

async function listEvents(disk: Disk, dir: string): Promise<string[]> {
  const names = await disk.list(path.join(dir, 'events'));
  return names.filter((name) => isUuid(name)).map((name) => path.join(dir, 'events', name));
}

/** Files that may be copies; in a folder that is a copy as a whole, also the one that is called as ours. */
async function listCopies(disk: Disk, folder: string, isOurs: boolean): Promise<string[]> {
  const names = await disk.list(folder).catch(() => []);
  return names
    .filter((name) => (name === SNAPSHOT ? !isOurs : COPY_NAME.test(name)))
    .map((name) => path.join(folder, name));
}

async function readCopy(disk: Disk, file: string): Promise<ArticleDocument | null> {
  const bytes = await readIfThere(disk, file);
  const snapshot = bytes && parseSnapshot(bytes, ARTICLE_KIND.format);
  if (!snapshot?.ok || snapshot.value.schema > ARTICLE_KIND.schema) return null;
  const { schema, content } = snapshot.value;
  const parsed = ARTICLE_KIND.parse(migrateContent(ARTICLE_KIND, schema, content));
  return parsed.ok ? parsed.value : null;
}

/** The own tags of a copy that ours lacks or has otherwise. */
export function tagsBeyond(copy: ArticleDocument, ours: ArticleDocument): readonly Annotation[] {
  return [...copy.annotations].filter(
    (tag) => JSON.stringify(ours.annotations.get(tag.id)) !== JSON.stringify(tag),
  );
}
