import path from 'node:path';

import type { ImportItem, ImportPreview, ImportSource } from '#core/contract/import.ts';

import type { Library } from '../store/library/library.ts';
import type { Work } from '../jobs/progress.ts';
import type { Parse } from './parse.ts';
import type { HeldTags } from './prepare-tags.ts';
import { describeArticle } from './preview.ts';
import { textOf, type FoundArticle } from './reading/found-article.ts';
import type { FoundTags } from './reading/found-tags.ts';
import type { Found } from './reading/read-paths.ts';
import {
  describeReading,
  describeSource,
  PreviewSources,
  type HeldReading,
  type HeldSource,
} from './sources.ts';
import { VersionFinder, type NewText } from './versions.ts';

/** What waits to be decided on. */
export type Held = FoundArticle | HeldTags | HeldReading;

/** A preview while nothing has been decided. */
export interface HeldPreview {
  /** By the keys of its items. */
  readonly held: Map<string, Held>;
  readonly sources: PreviewSources;
}

export interface PreviewNeeds {
  readonly library: Pick<Library, 'summaries' | 'readText'>;
  readonly parse: Parse;
  /** Folder in which files wait; each preview has a folder of its own in it. */
  readonly spoolDir: string;
  /** Holds tags against the library and says what they would do. */
  readonly takeTags: (
    key: string,
    found: FoundTags,
    work: Work,
  ) => Promise<{ readonly held: HeldTags; readonly item: ImportItem }>;
}

type Descriptions = Pick<ImportPreview, 'items' | 'sources' | 'aside'>;

/** Makes what the sheet shows of what was found. */
export class PreviewMaker {
  readonly #needs: PreviewNeeds;
  readonly #versions: VersionFinder;

  constructor(needs: PreviewNeeds) {
    this.#needs = needs;
    this.#versions = new VersionFinder(needs);
  }

  /** An empty preview with a folder of its own. */
  begin(token: string): HeldPreview {
    const { parse, spoolDir } = this.#needs;
    return { held: new Map(), sources: new PreviewSources(parse, path.join(spoolDir, token)) };
  }

  /** Reads what is to be read by itself, and describes it all in its order. */
  async make(preview: HeldPreview, found: readonly Found[], work: Work): Promise<Descriptions> {
    const titles = this.#titles();
    const items: ImportItem[] = [];
    const sources: ImportSource[] = [];
    const aside: string[] = [];
    for (const [index, each] of found.entries()) {
      const key = String(index);
      switch (each.type) {
        case 'aside':
          aside.push(each.name);
          break;
        case 'refused':
          items.push({ type: 'refused', key, name: each.name, reason: each.reason });
          break;
        case 'article':
          preview.held.set(key, each);
          items.push(describeArticle(key, each, titles));
          break;
        case 'tags': {
          work.report({ step: 'comparing', name: each.name, file: 1, files: 1, share: null });
          const { held, item } = await this.#needs.takeTags(key, each, work);
          preview.held.set(key, held);
          items.push(item);
          break;
        }
        case 'to-read': {
          const at = { name: each.name, file: index + 1, files: found.length };
          work.report({ step: 'reading', ...at, share: index / found.length });
          const { signal } = work;
          const from = { path: each.at };
          const read = await preview.sources.read(key, each.name, from, {}, { signal });
          if (read.type === 'refused') {
            items.push({ type: 'refused', key, name: each.name, reason: read.reason });
          } else if (read.type === 'article') {
            preview.held.set(key, read);
            items.push(describeArticle(key, read, titles));
          } else {
            sources.push(describeSource(read));
            items.push(...this.#take(preview, read, titles, each.otherwise));
          }
        }
      }
    }
    return { items: await this.#compare(preview, items, work), sources, aside };
  }

  /** What is in a file that was read by itself, in the place of what it held before. */
  async takeSource(
    preview: HeldPreview,
    read: HeldSource,
    work: Work,
  ): Promise<readonly ImportItem[]> {
    const { held } = preview;
    const isOld = (each: Held): boolean => each.type === 'reading' && each.source === read.key;
    const all = [...held];
    const at = all.findIndex(([, each]) => isOld(each));
    // What comes behind goes in again, as the first of two is what the second is compared with.
    const behind = at < 0 ? [] : all.slice(at);
    for (const [key] of behind) held.delete(key);
    const items = this.#take(preview, read, this.#titles());
    for (const [key, each] of behind) if (!isOld(each)) held.set(key, each);
    return this.#compare(preview, items, work);
  }

  #take(
    preview: HeldPreview,
    read: HeldSource,
    titles: ReadonlyMap<string, string>,
    otherwise?: string,
  ): readonly ImportItem[] {
    const { key, source, readings } = read;
    const items: ImportItem[] = [];
    for (const [itemKey, reading] of readings) {
      preview.held.set(itemKey, reading);
      const described = describeReading(itemKey, reading, read, titles);
      items.push({ ...described, sameTextAs: null, versionOf: null });
    }
    if (items.length > 0) return items;
    const reason = otherwise ?? source.leftOut[0]?.reason ?? 'No article was found in it.';
    return [{ type: 'refused', key, name: source.name, reason, source: key }];
  }

  /** Says of each article whether it comes twice, and what it may be another version of. */
  async #compare(
    { held, sources }: HeldPreview,
    items: readonly ImportItem[],
    work: Work,
  ): Promise<readonly ImportItem[]> {
    const described = new Set(items.map(({ key }) => key));
    const firstOf = new Map<string, string>();
    for (const [key, each] of held) {
      if (each.type !== 'tags' && !firstOf.has(each.id)) firstOf.set(each.id, key);
    }
    const texts = [...held].flatMap(([key, each]): NewText[] =>
      each.type === 'tags' || !described.has(key) ? [] : [this.#newText(key, each, sources, work)],
    );
    const fresh = texts.filter(({ key, id }) => firstOf.get(id) === key);
    const likes = await this.#versions.find(fresh, work);
    return items.map((item) => {
      const each = held.get(item.key);
      if (item.type !== 'article' || !each || each.type === 'tags') return item;
      const first = firstOf.get(each.id) ?? item.key;
      return {
        ...item,
        sameTextAs: first === item.key ? null : first,
        versionOf: item.duplicateOf ? null : (likes.get(item.key) ?? null),
      };
    });
  }

  #newText(
    key: string,
    each: FoundArticle | HeldReading,
    sources: PreviewSources,
    { signal }: Work,
  ): NewText {
    const { id, title } = each;
    if (each.type === 'reading') {
      const { sketch, details } = each;
      const sharedWith: NewText['sharedWith'] = (others) =>
        sources.sharedWords(each, others, { signal });
      return { key, id, title, url: details.url?.value ?? null, sketch, sharedWith };
    }
    const sharedWith: NewText['sharedWith'] = (others) =>
      this.#needs.parse({ type: 'shared-words', text: textOf(each), others }, { signal });
    return { key, id, title, url: null, sketch: each.sketch, sharedWith };
  }

  /** Title of every article in the library by id. */
  #titles(): ReadonlyMap<string, string> {
    return new Map(this.#needs.library.summaries().map(({ id, details }) => [id, details.title]));
  }
}
