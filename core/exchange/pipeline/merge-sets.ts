import { sortedEntries } from '../../collections/order.ts';
import { selectorsOf } from '../content/content.ts';
import type { Misplaced, PlacedSet } from '../placing/placed.ts';
import { referenceKey } from '../../review/decision.ts';
import type { ProposedTag } from '../../tags/proposed-tag.ts';
import type { Annotation } from '../../tags/tag.ts';
import { uuidV5, type Sha1 } from '../../uuid-v5.ts';
import { isLater } from './plan-reviews.ts';
import { describePlacingProblem } from './sentences.ts';

/** Another annotator's tags on one article. */
export interface SetTags {
  readonly annotations: readonly Annotation[];
  /** Tags that do not fit the text and may belong somewhere else in it. */
  readonly proposals: readonly ProposedTag[];
  /** Tags whose words are nowhere in the text. */
  readonly orphans: readonly Annotation[];
}

export type PlannedSet = SetTags & { readonly annotator: string };

/** What a set in a file does to the one that is here. */
export interface ReplacedSet {
  readonly annotator: string;
  /** Tags in the set that is here. */
  readonly tags: number;
  /** Those of them that the file does not have any more. */
  readonly gone: number;
  /** Whether the newest tag of the file is older than the newest one here. */
  readonly isOlder: boolean;
}

/** What is known here of the tags of one article. */
export interface KnownTags {
  /** The analyst's own. */
  readonly own: readonly Annotation[];
  /** Other annotators' tags, by annotator id. */
  readonly sets: ReadonlyMap<string, SetTags>;
}

/** Namespace of the ids that are made for tags whose own id is taken by another tag. */
const TAKEN_NAMESPACE = '8a3c1f0e-2b64-4d0b-9a55-6f1f4b1d7c02';

/** Brings the sets of one article together with what the library has of it. */
export class ArticleMerge {
  readonly own: Annotation[] = [];
  readonly sets: PlannedSet[] = [];
  readonly refused: { place: string; reason: string }[] = [];
  readonly unplaced: { place: string; reason: string }[] = [];
  readonly replaced: ReplacedSet[] = [];
  /** Ids that were made for tags whose own was taken, by `referenceKey`. */
  readonly renamed = new Map<string, string>();
  added = 0;
  duplicate = 0;
  proposed = 0;
  orphaned = 0;
  /** Every tag of the article, whoever made it. */
  readonly #byId = new Map<string, Annotation>();
  /**
   * What the analyst's own tags say, by place and category. Only where a place is met twice are
   * contents made, and each once: ten thousand tags may stand on one character.
   */
  readonly #ownByPlace = new Map<string, { readonly first: Annotation; contents?: Set<string> }>();

  constructor(
    private readonly known: KnownTags | undefined,
    private readonly library: {
      readonly self: string;
      readonly sha1: Sha1;
      readonly isReturn: boolean;
    },
  ) {
    for (const each of known?.own ?? []) this.#noteOwn(each);
    for (const set of known?.sets.values() ?? []) {
      for (const each of tagsOfSet(set)) this.#byId.set(each.id, each);
    }
  }

  #noteOwn(annotation: Annotation): void {
    this.#byId.set(annotation.id, annotation);
    const contents = this.#ownContentsAt(annotation);
    if (contents) contents.add(contentOf(annotation));
    else this.#ownByPlace.set(placeOf(annotation), { first: annotation });
  }

  #ownContentsAt(annotation: Annotation): Set<string> | undefined {
    const entry = this.#ownByPlace.get(placeOf(annotation));
    if (entry) entry.contents ??= new Set([contentOf(entry.first)]);
    return entry?.contents;
  }

  add(set: PlacedSet): void {
    if (set.annotator === this.library.self) this.#addOwn(set);
    else this.#addOther(set);
  }

  #refuse({ place, problem }: Misplaced): void {
    this.refused.push({ place, reason: describePlacingProblem(problem) });
  }

  #addOwn({ annotations, misplaced }: PlacedSet): void {
    for (const each of misplaced) this.#refuse(each);
    // A return shows the analyst's tags as the reviewer saw them; what is here is newer.
    if (this.library.isReturn && (this.known?.own.length ?? 0) > 0) {
      this.duplicate += annotations.length;
      return;
    }
    for (const each of annotations) {
      const { annotation, isNew } = this.#withFreeId(each);
      // The same tag under another id is the same tag.
      if (!isNew || this.#ownContentsAt(each)?.has(contentOf(each)) === true) {
        this.duplicate += 1;
        continue;
      }
      this.#noteOwn(annotation);
      this.own.push(annotation);
      this.added += 1;
    }
  }

  /** The set is replaced whole, except for tags that could not be placed this time and were before. */
  #addOther({ annotator, annotations: placed, misplaced }: PlacedSet): void {
    if (placed.length + misplaced.length === 0) return;
    const before = this.known?.sets.get(annotator) ?? EMPTY_SET;
    const placedBefore = new Map(before.annotations.map((each) => [each.id, each]));
    const annotations: Annotation[] = [];
    const proposals: ProposedTag[] = [];
    const orphans: Annotation[] = [];
    let fresh = 0;
    for (const each of misplaced) {
      const kept = placedBefore.get(each.annotation.id);
      if (kept) {
        this.#refuse(each);
        annotations.push(kept);
        continue;
      }
      const { annotation, isNew } = this.#withFreeId(each.annotation);
      if (isNew) fresh += 1;
      this.unplaced.push({ place: each.place, reason: describePlacingProblem(each.problem) });
      const { proposal } = each;
      if (proposal) {
        proposals.push({ annotation, ...proposal, fragments: [...proposal.fragments] });
        this.proposed += 1;
      } else {
        orphans.push(annotation);
        this.orphaned += 1;
      }
    }
    for (const each of placed) {
      const { annotation, isNew } = this.#withFreeId(each);
      annotations.push(annotation);
      if (isNew) {
        fresh += 1;
        this.added += 1;
      } else this.duplicate += 1;
    }
    const set = { annotations, proposals, orphans };
    if (fresh === 0 && tagsOfSet(set).length === tagsOfSet(before).length) return;
    for (const each of tagsOfSet(set)) this.#byId.set(each.id, each);
    this.sets.push({ annotator, ...set });
    if (before !== EMPTY_SET) this.#noteReplaced(annotator, before, set);
  }

  #noteReplaced(annotator: string, before: SetTags, after: SetTags): void {
    const ids = new Set(tagsOfSet(after).map(({ id }) => id));
    const tags = tagsOfSet(before);
    const newest = newestOf(tagsOfSet(after));
    this.replaced.push({
      annotator,
      tags: tags.length,
      gone: tags.filter(({ id }) => !ids.has(id)).length,
      // Some programs do not say when a tag was made.
      isOlder: newest !== '' && isLater(newestOf(tags), newest),
    });
  }

  /** The tag under an id that no other tag has, and whether it is not there already. */
  #withFreeId(given: Annotation): { readonly annotation: Annotation; readonly isNew: boolean } {
    const holder = this.#byId.get(given.id);
    const content = contentOf(given);
    if (holder) {
      if (contentOf(holder) === content) return { annotation: holder, isNew: false };
      // Another annotator may change a tag of theirs; the analyst's own are never overwritten.
      if (holder.creator === given.creator && given.creator !== this.library.self) {
        return { annotation: given, isNew: true };
      }
    } else if (this.known?.sets.has(given.creator) !== true) {
      return { annotation: given, isNew: true };
    }
    // Its id may have been taken the last time and be free now; it keeps the one that was made then.
    const id = uuidV5(TAKEN_NAMESPACE, `${given.id}\n${content}`, this.library.sha1);
    const before = this.#byId.get(id);
    if (!holder && !before) return { annotation: given, isNew: true };
    this.renamed.set(referenceKey({ annotator: given.creator, id: given.id }), id);
    return before
      ? { annotation: before, isNew: false }
      : { annotation: { ...given, id }, isNew: true };
  }
}

const EMPTY_SET: SetTags = { annotations: [], proposals: [], orphans: [] };

/** Every tag of a set, wherever it stands. */
function tagsOfSet({ annotations, proposals, orphans }: SetTags): Annotation[] {
  return [...annotations, ...proposals.map(({ annotation }) => annotation), ...orphans];
}

function newestOf(tags: readonly Annotation[]): string {
  return tags.reduce((last, { modified }) => (isLater(modified, last) ? modified : last), '');
}

function placeOf({ fragments, category }: Annotation): string {
  return `${fragments.map(({ start, end }) => `${start}-${end}`).join(',')}:${category}`;
}

/** What a tag says, without its id and its times: tags of equal contents are one tag. */
function contentOf(annotation: Annotation): string {
  return JSON.stringify([
    annotation.creator,
    annotation.category,
    selectorsOf(annotation).map(({ start, end }) => [start, end]),
    Object.keys(annotation.attributeSpans).sort(),
    sortedEntries(annotation.attributes),
    sortedEntries(annotation.aside),
    annotation.note,
    annotation.confidence,
  ]);
}
