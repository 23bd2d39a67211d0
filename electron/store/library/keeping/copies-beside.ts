import { NAME_LIMIT, type Annotator, type LibraryDocument } from '#core/library/document.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { BroughtIn, StoreError } from '#core/contract/store.ts';

import { moveToQuarantine } from '../../disk/files.ts';
import type { Ground } from '../articles/article-stores.ts';
import type { NewArticle } from '../articles/new-article.ts';
import type { StoredOpenedArticle } from '../articles/read-articles.ts';
import type { LibraryStatus } from '../articles/status.ts';
import type { AddError, AddOptions } from '../changes/add-articles.ts';
import { findConflictCopies, tagsBeyond } from './conflict-copies.ts';
import type { AcknowledgedLibrary } from '../changes/saved-lines.ts';

/** What was taken in, and the change that did it; `null` where there was nothing to change. */
export interface TakenCopies extends BroughtIn {
  readonly done: AcknowledgedLibrary | null;
}

/** Where the tags of copies go. */
interface Into {
  readonly isClosed: boolean;
  readonly document: LibraryDocument;
  readonly readArticle: (articleId: string) => Promise<Result<StoredOpenedArticle, StoreError>>;
  readonly addArticles: (
    requestId: string,
    items: readonly NewArticle[],
    more: AddOptions,
  ) => Promise<Result<AcknowledgedLibrary, AddError | StoreError>>;
}

/** Copies that a synchronising folder made beside the library's files. */
export class CopiesBeside {
  readonly #ground: Ground;
  readonly #status: Pick<LibraryStatus, 'readOnly' | 'addNotice'>;
  readonly #library: Into;
  readonly #newId: () => string;
  /** Files that were named. */
  readonly #named = new Set<string>();

  constructor(
    ground: Ground,
    status: Pick<LibraryStatus, 'readOnly' | 'addNotice'>,
    library: Into,
    newId: () => string,
  ) {
    this.#ground = ground;
    this.#status = status;
    this.#library = library;
    this.#newId = newId;
  }

  /** Looks for them, and names new ones. */
  async look(): Promise<void> {
    if (this.#library.isClosed) return;
    const { disk, dir } = this.#ground;
    const found = await findConflictCopies(disk, dir);
    const isNew = (file: string): boolean => !this.#named.has(file);
    const files = found.articles.map(({ file }) => file).filter(isNew);
    const others = found.others.filter(isNew);
    for (const file of [...files, ...others]) this.#named.add(file);
    if (files.length + others.length === 0) return;
    this.#status.addNotice({ type: 'conflict-copies', files, others });
  }

  /**
   * Takes the tags that they hold in as sets of a person of their own, in one step that can be undone;
   * nothing is written over, and the copies go into quarantine. Copies of what all share stay.
   */
  async bringIn(): Promise<Result<TakenCopies, StoreError>> {
    const { readOnly } = this.#status;
    if (readOnly) return err({ type: 'read-only', reason: readOnly });
    const { disk, dir, now } = this.#ground;
    const library = this.#library;
    const newId = this.#newId;
    const { articles } = await findConflictCopies(disk, dir);
    const people: Annotator[] = [];
    const seen = new Map<string, number>();
    const items: NewArticle[] = [];
    let tags = 0;
    for (const { document } of articles) {
      const read = await library.readArticle(document.id);
      if (!read.ok) continue;
      const beyond = tagsBeyond(document, read.value.document);
      const [source] = read.value.document.sources;
      if (beyond.length === 0 || !source) continue;
      const nth = seen.get(document.id) ?? 0;
      seen.set(document.id, nth + 1);
      const annotator = (people[nth] ??= personOf(library, nth + 1, newId()));
      tags += beyond.length;
      items.push({
        text: read.value.text,
        source,
        details: read.value.document.details,
        boilerplate: [],
        sets: [
          {
            annotator,
            annotations: beyond.map((tag) => ({ ...tag, creator: annotator.id })),
            proposals: [],
            orphans: [],
          },
        ],
      });
    }
    let change: AcknowledgedLibrary | null = null;
    if (items.length > 0) {
      const done = await library.addArticles(newId(), items, {
        label: 'bring in conflict copies',
        steps: () => people.map((annotator) => ({ op: 'put-annotator' as const, annotator })),
      });
      if (!done.ok && done.error.type !== 'nothing-new' && done.error.type !== 'not-well-formed') {
        return { ok: false, error: done.error };
      }
      if (done.ok) change = done.value;
    }
    const stamp = now().toISOString();
    for (const { file } of articles)
      await moveToQuarantine(disk, file, stamp).catch(() => undefined);
    return ok({ articles: items.length, tags, done: change });
  }
}

function personOf({ document }: Pick<Into, 'document'>, nth: number, id: string): Annotator {
  const self = document.annotators.get(document.self)?.name ?? '';
  const what = nth === 1 ? ' (conflict copy)' : ` (conflict copy ${nth})`;
  return { id, name: `${self.slice(0, NAME_LIMIT - what.length)}${what}`, confirmed: true };
}
