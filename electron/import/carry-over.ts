import { sortedEntries } from '#core/collections/order.ts';
import { selectorsOf } from '#core/exchange/content/content.ts';
import { looseTagOf, NOTHING_READ, type LooseContent } from '#core/exchange/content/loose.ts';
import type { Misplaced } from '#core/exchange/placing/placed.ts';
import { NAME_LIMIT, type Annotator } from '#core/library/document.ts';
import type { Annotation } from '#core/tags/tag.ts';
import { describeSpan } from '#core/text/selector.ts';
import type { Span } from '#core/text/span.ts';
import { uuidV5 } from '#core/uuid-v5.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';
import type { Work } from '../jobs/progress.ts';
import type { Library, NewArticle } from '../store/library/library.ts';
import type { ChangeBuilder } from './import-change.ts';
import type { Parse } from './parse.ts';

/** Namespace of the ids of tags on a later version, and of the one who proposes the others. */
const NAMESPACE = '0d9f2f6a-4a5c-4c1b-8f0e-6a6c1c7d2e90';

/** What comes with an article that is another version of one here. */
export type Carried = Pick<NewArticle, 'annotations' | 'carried' | 'sets'>;

export interface CarryOverNeeds {
  readonly library: Pick<Library, 'readArticle'>;
  /** Places in a process of its own. */
  readonly parse: Parse;
}

/**
 * Takes the analyst's own tags along to a later version of a text: those whose words stand there for
 * certain, or once in what the same paragraph is now, become tags of theirs; the others are a set of
 * proposals, as tags from a file are that do not fit. The earlier version stays as it is.
 */
export class CarryOver {
  readonly #needs: CarryOverNeeds;

  constructor(needs: CarryOverNeeds) {
    this.#needs = needs;
  }

  /** @param earlier id of an article, which may not be here any more; nothing comes of it then */
  async onto(
    later: { readonly id: string; readonly text: string },
    earlier: string,
    change: ChangeBuilder,
    { signal }: Work,
  ): Promise<Carried> {
    const read = await this.#needs.library.readArticle(earlier);
    const { self } = change;
    const me = change.annotators.get(self);
    const own = read.ok
      ? [...read.value.document.annotations].filter(({ creator }) => creator === self)
      : [];
    if (!read.ok || !me || own.length === 0) return {};
    const { codebook } = change;
    const author = { id: self, name: me.name };
    const { details } = read.value.document;
    const content: LooseContent = {
      ...{ ...NOTHING_READ, isOwn: true, namedBy: 'id', codebook, annotators: [author] },
      articles: [
        {
          ...{ place: details.title, text: later.text, sha256: earlier, details },
          ...{ unit: 'utf-16', boilerplate: [], sources: [] },
          tags: own.map((tag) => looseTagOf(tag, details.title, author)),
        },
      ],
    };
    const placed = await this.#needs.parse(
      { type: 'place', author, content, codebook, isOtherVersion: true },
      { signal },
    );
    const misplaced = placed.sets.flatMap((set) => set.misplaced);
    const lost = new Set(misplaced.map(({ annotation }) => annotation.id));
    const texts = { before: read.value.text, after: later.text };
    const found = await this.#align(
      own.filter(({ id }) => lost.has(id)),
      texts,
      signal,
    );
    const tags = [...placed.sets.flatMap(({ annotations }) => annotations), ...found.values()];
    const others = misplaced.filter(({ annotation }) => !found.has(annotation.id));
    return carriedOf({ tags, misplaced: others }, earlier, later.id, me);
  }

  /** Of tags around which something was changed those of which all words still stand in their paragraph. */
  async #align(
    tags: readonly Annotation[],
    texts: { readonly before: string; readonly after: string },
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Annotation>> {
    const found = new Map<string, Annotation>();
    if (tags.length === 0) return found;
    const spans = tags.flatMap(selectorsOf).map(({ start, end }) => ({ start, end }));
    const job = { type: 'aligned-places', ...texts, spans } as const;
    const places = [...(await this.#needs.parse(job, { signal }))];
    for (const tag of tags) {
      const own = places.splice(0, selectorsOf(tag).length);
      const now = alignedTag(tag, own, texts.after);
      if (now) found.set(tag.id, now);
    }
    return found;
  }
}

/** A tag at the places of all its parts in a later text; `null` where one has none, or their order is another. */
function alignedTag(
  tag: Annotation,
  places: readonly (Span | null)[],
  text: string,
): Annotation | null {
  const there = places.flatMap((place) => (place ? [describeSpan(text, place)] : []));
  if (there.length < places.length) return null;
  const count = tag.fragments.length;
  const fragments = there.slice(0, count);
  const inOrder = fragments.every(
    ({ start }, index) => index === 0 || start >= (fragments[index - 1]?.end ?? 0),
  );
  const names = sortedEntries(tag.attributeSpans).map(([id]) => id);
  const attributeSpans = Object.fromEntries(
    there.slice(count).map((place, index) => [names[index] ?? '', place]),
  );
  return inOrder ? { ...tag, fragments, attributeSpans } : null;
}

function carriedOf(
  { tags, misplaced }: { tags: readonly Annotation[]; misplaced: readonly Misplaced[] },
  earlier: string,
  later: string,
  me: Annotator,
): Carried {
  /** The same tag on the same text gets the same id, however often it is taken along. */
  const idOf = (tag: Annotation): string =>
    uuidV5(NAMESPACE, `${tag.id} ${later}`, NODE_TOOLS.sha1);
  return {
    annotations: tags.map((tag) => ({ ...tag, id: idOf(tag) })),
    carried: tags.map((tag) => ({ id: idOf(tag), from: { article: earlier, tag: tag.id } })),
    ...(misplaced.length > 0 && { sets: [proposed(misplaced, idOf, me)] }),
  };
}

/** Tags that stand nowhere for certain, as a set of the one who the analyst was before. */
function proposed(
  misplaced: readonly Misplaced[],
  idOf: (tag: Annotation) => string,
  { id: self, name }: Annotator,
): NonNullable<Carried['sets']>[number] {
  const id = uuidV5(NAMESPACE, self, NODE_TOOLS.sha1);
  const suffix = ' (earlier version)';
  const annotator = {
    ...{ id, confirmed: true },
    name: `${name.slice(0, NAME_LIMIT - suffix.length).toWellFormed()}${suffix}`,
  };
  const theirs = (tag: Annotation): Annotation => ({ ...tag, id: idOf(tag), creator: id });
  return {
    annotator,
    annotations: [],
    proposals: misplaced.flatMap(({ annotation, proposal }) =>
      proposal
        ? [{ annotation: theirs(annotation), ...proposal, fragments: [...proposal.fragments] }]
        : [],
    ),
    orphans: misplaced.flatMap(({ annotation, proposal }) => (proposal ? [] : theirs(annotation))),
  };
}
