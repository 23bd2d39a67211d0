import { Confidence, NOTE_LIMIT } from '../../../tags/tag.ts';
import type { LooseAuthor, LooseSpan, LooseTag } from '../../content/loose.ts';
import type { Body } from './bodies.ts';
import { creatorOf, nameOfAddress, type JsonObject } from './values.ts';

/** A category of an annotation: what it is called, by whom, and where that is defined. */
interface Named {
  readonly label: string;
  /** Of the term in a vocabulary. */
  readonly address: string | null;
  readonly author: LooseAuthor | null;
  readonly created: string | null;
}

interface Note {
  readonly text: string;
  readonly author: LooseAuthor | null;
}

/** What the bodies of an annotation say of its tags. */
interface TagBodies extends Pick<LooseTag, 'attributes' | 'attributeSpans' | 'confidence'> {
  /** At least one. */
  readonly labels: readonly (Named & Pick<LooseTag, 'note'>)[];
  /** Bodies that are not read. */
  readonly strange: number;
}

const LABELLING: ReadonlySet<string> = new Set(['tagging', 'classifying', 'identifying']);

function isLabelling({ purposes }: Body): boolean {
  return purposes.some((purpose) => LABELLING.has(purpose));
}

/**
 * Every name that an annotation has for its passage is a tag; without any, it is called after what it
 * was made for: a highlight, a comment.
 */
export function readTagBodies(
  {
    value,
    motivations,
    bodies,
  }: {
    readonly value: JsonObject;
    readonly motivations: readonly string[];
    readonly bodies: readonly Body[];
  },
  terms: Terms,
): TagBodies {
  const creator = creatorOf(value) ?? onlyAuthor(bodies);
  const named = new Map<string, Named>();
  const notes: Note[] = [];
  const attributes: [string, string][] = [];
  const attributeSpans: [string, LooseSpan][] = [];
  let confidence: Confidence | null = null;
  let strange = 0;
  for (const body of bodies) {
    const { selected, label, address, author, created, note } = body;
    const sure = body.purposes.includes('assessing') ? Confidence.safeParse(body.value) : null;
    const category = selected === null && isLabelling(body) ? terms.categoryOf(body) : null;
    if (selected) {
      if (label !== null && selected.type === 'passage')
        attributeSpans.push([label, selected.span]);
      else strange += 1;
    } else if (sure?.success === true) confidence = sure.data;
    else if (category !== null) {
      const by = author ?? creator;
      const one = { label: category, address, author: by, created };
      named.set(`${keyOf(by)} ${category}`, one);
    } else if (label !== null && body.value !== null) attributes.push([label, body.value]);
    else {
      const text = body.value ?? [label, address].filter((each) => each !== null).join(' ');
      if (text.trim() !== '') notes.push({ text, author });
      else if (body.value === null) strange += 1;
    }
    if (note !== null) notes.push({ text: note, author });
  }
  if (named.size === 0) {
    const [label = notes.length > 0 ? 'commenting' : 'highlighting'] = motivations;
    named.set('', { label, address: null, author: creator, created: null });
  }
  return {
    labels: withNotes([...named.values()], notes),
    attributes: Object.fromEntries(attributes),
    attributeSpans: Object.fromEntries(attributeSpans),
    confidence,
    strange,
  };
}

/** Tells people of one annotation apart. */
function keyOf(author: LooseAuthor | null): string {
  return author?.id ?? author?.name ?? '';
}

/** The notes on each person's tags as one; those of others say whose they are. */
function withNotes(named: readonly Named[], notes: readonly Note[]): TagBodies['labels'] {
  const known = new Map<string, string>();
  return named.map(({ label, address, author, created }) => {
    let note = '';
    if (notes.length > 0) {
      note = known.get(keyOf(author)) ?? joinNotes(author, notes);
      known.set(keyOf(author), note);
    }
    return { label, address, author, created, note };
  });
}

/** Who made an annotation that does not say so, if its bodies name one person alone. */
function onlyAuthor(bodies: readonly Body[]): LooseAuthor | null {
  const first = bodies.find(({ author }) => author !== null)?.author ?? null;
  const isOther = ({ author }: Body): boolean => author !== null && keyOf(author) !== keyOf(first);
  return bodies.some(isOther) ? null : first;
}

function joinNotes(author: LooseAuthor | null, notes: readonly Note[]): string {
  let joined = '';
  for (const [index, { text, author: by }] of notes.entries()) {
    const isOther = by !== null && keyOf(by) !== keyOf(author);
    joined += `${index === 0 ? '' : '\n\n'}${isOther ? `${by.name.trim()}: ` : ''}${text}`;
    // No tag has a longer one: the rest would only be gone through again for the next person.
    if (joined.length > NOTE_LIMIT) break;
  }
  return joined;
}

/** Terms of vocabularies, which are called by the last part of their addresses where it is clear. */
export class Terms {
  /** By the last part; `null` where several have it. */
  readonly #addresses = new Map<string, string | null>();

  /** Takes the terms of an annotation, if it has any: all are known before one is named. */
  add(bodies: readonly Body[]): boolean {
    let found = false;
    for (const { address } of bodies) {
      if (address === null) continue;
      found = true;
      const name = nameOfAddress(address);
      const known = this.#addresses.get(name);
      this.#addresses.set(name, known === undefined || known === address ? address : null);
    }
    return found;
  }

  /** What a body calls a category, by name or by the address of a term; `null` for neither. */
  categoryOf({ value, label, address }: Body): string | null {
    const named = value ?? label;
    if (named !== null && named.trim() !== '') return named;
    if (address === null) return null;
    const name = nameOfAddress(address);
    return this.#addresses.get(name) === address ? name : address;
  }
}
