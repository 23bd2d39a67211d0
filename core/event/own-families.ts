import { ok, err, type Result } from '../result.ts';
import { referenceKey } from '../review/decision.ts';
import { checkFragments, type SpanError } from '../text/check-span.ts';
import { describeSpan } from '../text/selector.ts';
import type { EventDocument, EventStep } from './document.ts';
import type { EventEditContext, EventEditError, LinkBody, PassageBody, PlaceBody } from './edit.ts';
import { passageKey, placeKey, type PlaceLike } from './places.ts';
import {
  RENDERING_LIMIT,
  type Family,
  type FamilyKind,
  type Place,
  type Rendering,
} from './records.ts';

/** A family on its way to its next state; its renderings by id, in order. */
interface Draft {
  readonly before: Family | null;
  family: Omit<Family, 'renderings'>;
  readonly renderings: Map<string, Rendering>;
}

/** How many passages an edit has put into a family, and how many of them came out of another one. */
export interface Linked {
  readonly linked: number;
  readonly moved: number;
}

/** The words of an article at a place, ready to be stored. */
export function describePlace(
  { article, fragments }: PlaceBody,
  { texts }: Pick<EventEditContext, 'texts'>,
): Result<Place, SpanError | Extract<EventEditError, { type: 'no-such-article' }>> {
  const text = texts.get(article);
  if (text === undefined) return err({ type: 'no-such-article', articleId: article });
  const checked = checkFragments(text, fragments);
  if (!checked.ok) return checked;
  return ok({ article, fragments: checked.value.map((span) => describeSpan(text, span)) });
}

/**
 * The analyst's own families while one edit changes them. A passage is in at most one family of a
 * kind; a family without a rendering is gone, and what was looked for of it with it.
 */
export class OwnFamilies {
  readonly #document: EventDocument;
  readonly #context: EventEditContext;
  readonly #drafts = new Map<string, Draft>();
  /** Ids of families by the ids of their renderings. */
  readonly #familyOf = new Map<string, string>();
  /** Ids of renderings by kind and place, and by kind and tag. */
  readonly #byPlace = new Map<string, string>();
  readonly #byTag = new Map<string, string>();
  readonly #changed = new Set<string>();

  constructor(document: EventDocument, context: EventEditContext) {
    this.#document = document;
    this.#context = context;
    for (const before of document.families) {
      if (before.creator !== context.self) continue;
      const { renderings, ...family } = before;
      this.#drafts.set(family.id, { before, family, renderings: new Map() });
      for (const rendering of renderings) this.#put(family.id, rendering);
    }
  }

  /** The family as it is now; an error where it is not there. */
  find(id: string): Result<Omit<Family, 'renderings'>, EventEditError> {
    const draft = this.#drafts.get(id);
    return draft ? ok(draft.family) : err({ type: 'no-such-family', id });
  }

  /** The rendering and its family; an error where it is not there. */
  findRendering(
    id: string,
  ): Result<{ readonly family: string; readonly rendering: Rendering }, EventEditError> {
    const family = this.#familyOf.get(id);
    const rendering =
      family === undefined ? undefined : this.#drafts.get(family)?.renderings.get(id);
    return family !== undefined && rendering
      ? ok({ family, rendering })
      : err({ type: 'no-such-rendering', id });
  }

  /** The articles that have words of a family. */
  articlesOf(family: string): ReadonlySet<string> {
    const renderings = this.#drafts.get(family)?.renderings.values() ?? [];
    return new Set([...renderings].map(({ article }) => article));
  }

  /** The renderings of two places that are in one family; `null` where they are not. */
  together(a: PlaceLike, b: PlaceLike): readonly [string, string] | null {
    for (const kind of ['utterance', 'claim'] as const) {
      const [first, second] = [this.#at(kind, a), this.#at(kind, b)];
      if (first === undefined || second === undefined || first === second) continue;
      if (this.#familyOf.get(first) === this.#familyOf.get(second)) return [first, second];
    }
    return null;
  }

  /** Changes what is said of a family. */
  change(id: string, fields: Partial<Pick<Family, 'base' | 'label' | 'note'>>): void {
    const draft = this.#drafts.get(id);
    if (!draft) return;
    draft.family = { ...draft.family, ...fields };
    this.#changed.add(id);
  }

  /** Puts a rendering in place of the one with its id, or into the family. */
  put(family: string, rendering: Rendering): void {
    this.#put(family, rendering);
    this.#changed.add(family);
  }

  /** Takes a rendering out of its family, which loses its base where it was that. */
  take(id: string): void {
    const family = this.#familyOf.get(id);
    const draft = family === undefined ? undefined : this.#drafts.get(family);
    const rendering = draft?.renderings.get(id);
    if (family === undefined || !draft || !rendering) return;
    draft.renderings.delete(id);
    if (draft.family.base === id) draft.family = { ...draft.family, base: null };
    this.#forget(draft.family.kind, rendering);
    this.#familyOf.delete(id);
    this.#changed.add(family);
  }

  /** Puts passages into the family that is meant, out of others of its kind. */
  link(body: LinkBody): Result<Linked, EventEditError> {
    const places: { readonly passage: PassageBody; readonly place: Place }[] = [];
    for (const passage of body.passages) {
      const place = describePlace(passage, this.#context);
      if (!place.ok) return place;
      places.push({ passage, place: place.value });
    }
    const target = this.#targetOf(body, places);
    if (!target.ok) return target;
    let [linked, moved] = [0, 0];
    for (const { passage, place } of places) {
      const known = this.#known(body.kind, place, passage.tag);
      const from = known && this.#familyOf.get(known.id);
      const isHere = from === target.value;
      if (known && isHere && saysSame(known, place, passage)) continue;
      if (!known && passage.id !== undefined && this.#familyOf.has(passage.id)) {
        return err({ type: 'id-taken', id: passage.id });
      }
      linked += 1;
      if (known && !isHere) moved += 1;
      if (known && !isHere) this.take(known.id);
      this.put(target.value, {
        id: known?.id ?? passage.id ?? this.#context.newId(),
        ...place,
        tag: passage.tag ?? known?.tag ?? null,
        // Said of it in relation to another base.
        class: isHere ? (known?.class ?? null) : null,
        relation: isHere ? (known?.relation ?? null) : null,
      });
    }
    const size = this.#drafts.get(target.value)?.renderings.size ?? 0;
    return size > RENDERING_LIMIT
      ? err({ type: 'too-many-renderings', limit: RENDERING_LIMIT })
      : ok({ linked, moved });
  }

  /** What all of it comes to, as steps. */
  steps(): EventStep[] {
    const { self, now } = this.#context;
    const steps: EventStep[] = [];
    /** Where the words of each changed family stand; `null`: it is gone. */
    const present = new Map<string, ReadonlySet<string> | null>();
    for (const id of this.#changed) {
      const draft = this.#drafts.get(id);
      if (!draft) continue;
      const renderings = [...draft.renderings.values()];
      present.set(id, renderings.length > 0 ? this.articlesOf(id) : null);
      if (renderings.length > 0) {
        steps.push({ op: 'put-family', family: { ...draft.family, renderings, modified: now } });
      } else if (draft.before) steps.push({ op: 'remove-family', id });
    }
    for (const { id, family, article, creator } of this.#document.coverage) {
      const articles = present.get(family);
      if (creator !== self || articles === undefined) continue;
      if (articles === null || articles.has(article)) steps.push({ op: 'remove-coverage', id });
    }
    return steps;
  }

  /** The family that passages are to join; a new one where none is named. */
  #targetOf(
    { kind, family, newFamily }: LinkBody,
    places: readonly { readonly passage: PassageBody; readonly place: Place }[],
  ): Result<string, EventEditError> {
    if (family !== null) {
      const found = this.find(family);
      if (!found.ok) return found;
      return found.value.kind === kind ? ok(family) : err({ type: 'other-kind', id: family });
    }
    const whole = this.#wholeFamilyOf(kind, places);
    if (whole !== null && newFamily === undefined) return ok(whole);
    const { newId, self, now } = this.#context;
    const id = newFamily ?? newId();
    if (this.#document.families.has(id)) return err({ type: 'id-taken', id });
    this.#drafts.set(id, {
      before: null,
      family: {
        id,
        kind,
        label: '',
        base: null,
        note: '',
        creator: self,
        created: now,
        modified: now,
      },
      renderings: new Map(),
    });
    return ok(id);
  }

  /** The family that consists of just these passages: a new one of them would say nothing new. */
  #wholeFamilyOf(
    kind: FamilyKind,
    places: readonly { readonly passage: PassageBody; readonly place: Place }[],
  ): string | null {
    const known = new Set<string>();
    const families = new Set<string | undefined>();
    for (const { passage, place } of places) {
      const rendering = this.#known(kind, place, passage.tag);
      families.add(rendering && this.#familyOf.get(rendering.id));
      if (rendering) known.add(rendering.id);
    }
    const [family] = families;
    if (family === undefined || families.size > 1) return null;
    return this.#drafts.get(family)?.renderings.size === known.size ? family : null;
  }

  /** The rendering of a passage, known by its place, or by its tag where that has other boundaries now. */
  #known(kind: FamilyKind, place: PlaceLike, tag: PassageBody['tag']): Rendering | undefined {
    const id = this.#at(kind, place) ?? (tag ? this.#byTag.get(tagIn(kind, tag)) : undefined);
    const found = id === undefined ? undefined : this.findRendering(id);
    return found?.ok ? found.value.rendering : undefined;
  }

  #at(kind: FamilyKind, place: PlaceLike): string | undefined {
    return this.#byPlace.get(passageKey(kind, place));
  }

  #put(family: string, rendering: Rendering): void {
    const draft = this.#drafts.get(family);
    if (!draft) return;
    const { kind } = draft.family;
    const before = draft.renderings.get(rendering.id);
    if (before) this.#forget(kind, before);
    draft.renderings.set(rendering.id, rendering);
    this.#familyOf.set(rendering.id, family);
    this.#byPlace.set(passageKey(kind, rendering), rendering.id);
    if (rendering.tag) this.#byTag.set(tagIn(kind, rendering.tag), rendering.id);
  }

  #forget(kind: FamilyKind, { tag, ...place }: Rendering): void {
    this.#byPlace.delete(passageKey(kind, place));
    if (tag) this.#byTag.delete(tagIn(kind, tag));
  }
}

function tagIn(kind: FamilyKind, tag: NonNullable<PassageBody['tag']>): string {
  return `${kind} ${referenceKey(tag)}`;
}

/** Whether a rendering is where it should be already, and from the tag that is named, if one is. */
function saysSame(known: Rendering, place: Place, { tag }: PassageBody): boolean {
  const isSameTag = tag === null || (known.tag && referenceKey(known.tag) === referenceKey(tag));
  return placeKey(known) === placeKey(place) && isSameTag === true;
}
