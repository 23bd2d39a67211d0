import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { OwedChange } from '#core/library/document.ts';

import type { FindOwed, OwedPart } from '../../document/owed.ts';
import type { Catalogue } from '../articles/catalogue.ts';
import type { LibraryStatus } from '../articles/status.ts';
import type { Ground } from '../articles/article-stores.ts';
import { PartFiles, type ArticlePart } from './part-files.ts';

/** What articles are owed: the parts of changes of many articles that they have not taken over. */
export class OwedParts {
  /** The files that the parts are in. */
  readonly files: PartFiles;
  readonly #catalogue: Pick<Catalogue, 'titleOf'>;
  readonly #status: Pick<LibraryStatus, 'addNotice'>;
  readonly #changes: () => Iterable<OwedChange>;
  /** Files that were said to be unreadable. */
  readonly #named = new Set<string>();

  /** `changes`: those that not all articles have taken over. */
  constructor(
    ground: Pick<Ground, 'disk' | 'dir'>,
    catalogue: Pick<Catalogue, 'titleOf'>,
    status: Pick<LibraryStatus, 'addNotice'>,
    changes: () => Iterable<OwedChange>,
  ) {
    this.files = new PartFiles(ground);
    this.#catalogue = catalogue;
    this.#status = status;
    this.#changes = changes;
  }

  /** What a document whose last change has this `order` is owed, the oldest first. */
  readonly find: FindOwed<ArticleDocument, ArticleStep> = async ({ id }, order) => {
    const later = [...this.#changes()].filter((change) => change.order > order);
    const parts: OwedPart<ArticleStep>[] = [];
    for (const change of later.sort((a, b) => a.order - b.order)) {
      const part = await this.of(change, id);
      if (part) parts.push(part);
    }
    return parts;
  };

  /** The part that an article has in a change; `null` where it has none. */
  async of(change: OwedChange, articleId: string): Promise<OwedPart<ArticleStep> | null> {
    const found = await this.files.find(change.parts, articleId);
    if (!found.ok) {
      this.#nameBad(change, articleId, found.error.file);
      return null;
    }
    if (!found.value) return null;
    const { kind, order, of, request: id, label, at } = change;
    const { steps } = inDirection(found.value, kind);
    return { kind, order, id, label, at, steps, ...(of === undefined ? {} : { of }) };
  }

  #nameBad({ label, id }: OwedChange, articleId: string, file: string): void {
    const key = `${id} ${articleId}`;
    if (this.#named.has(key)) return;
    this.#named.add(key);
    const title = this.#catalogue.titleOf(articleId);
    const detail = `“${label}” could not be brought into “${title}”: ${file} cannot be read. The file is left as it is, and all other tags of the article are safe.`;
    this.#status.addNotice({ type: 'damaged', articleId, title, detail });
  }
}

/** A part as a change makes it that is done or repeated, or taken back. */
export function inDirection(part: ArticlePart, kind: OwedChange['kind']): ArticlePart {
  return kind === 'undo' ? { ...part, steps: part.inverse, inverse: part.steps } : part;
}
