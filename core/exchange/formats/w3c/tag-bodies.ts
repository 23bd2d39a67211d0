import { LABEL_LIMIT } from '../../../codebook/codebook.ts';
import { isPlainLabel } from '../../../guards/labels.ts';
import { Confidence } from '../../../tags/tag.ts';
import type { LooseAuthor, LooseSpan, LooseTag } from '../../content/loose.ts';
import type { Body } from './bodies.ts';
import { creatorOf, type JsonObject } from './values.ts';

/** A category of an annotation: what it is called, by whom, and where that is defined. */
interface Labelled {
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
  readonly labels: readonly Labelled[];
  readonly notes: readonly Note[];
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
  const creator = creatorOf(value);
  const labels = new Map<string, Labelled>();
  const notes: Note[] = [];
  const attributes = new Map<string, string>();
  const attributeSpans = new Map<string, LooseSpan>();
  let confidence: Confidence | null = null;
  let strange = 0;
  for (const body of bodies) {
    const { selected, label, address, author, created } = body;
    const sure = body.purposes.includes('assessing') ? Confidence.safeParse(body.value) : null;
    const category = selected === null && isLabelling(body) ? terms.categoryOf(body) : null;
    if (selected) {
      if (label !== null && selected.type === 'passage') attributeSpans.set(label, selected.span);
      else strange += 1;
    } else if (sure?.success === true) confidence = sure.data;
    else if (category !== null) {
      const by = author ?? creator;
      labels.set(`${by?.id ?? by?.name ?? ''} ${category}`, {
        label: category,
        address,
        author: by,
        created,
      });
    } else if (label !== null && body.value !== null) attributes.set(label, body.value);
    else {
      const text = body.value ?? [label, address].filter((each) => each !== null).join(' ');
      if (text.trim() !== '') notes.push({ text, author });
      else if (body.value === null) strange += 1;
    }
  }
  const [aim = notes.length > 0 ? 'commenting' : 'highlighting'] = motivations;
  const unnamed = {
    label: aim,
    address: null,
    author: creator ?? notes[0]?.author ?? null,
    created: null,
  };
  return {
    labels: labels.size > 0 ? [...labels.values()] : [unnamed],
    notes,
    attributes: Object.fromEntries(attributes),
    attributeSpans: Object.fromEntries(attributeSpans),
    confidence,
    strange,
  };
}

/** The notes on somebody's tag as one; those of others say whose they are. */
export function noteFor(author: LooseAuthor | null, notes: readonly Note[]): string {
  const isOther = (by: LooseAuthor | null): by is LooseAuthor =>
    by !== null && author !== null && (by.id ?? by.name) !== (author.id ?? author.name);
  return notes
    .map(({ text, author: by }) => (isOther(by) ? `${by.name.trim()}: ${text}` : text))
    .join('\n\n');
}

/** Terms of vocabularies, which are called by the last part of their addresses where it is clear. */
export class Terms {
  /** By the last part; `null` where several have it. */
  readonly #addresses = new Map<string, string | null>();

  /** Takes the terms of an annotation: all are known before any is named. */
  add(bodies: readonly Body[]): void {
    for (const { address } of bodies) {
      if (address === null) continue;
      const name = nameOfAddress(address);
      const known = this.#addresses.get(name);
      this.#addresses.set(name, known === undefined || known === address ? address : null);
    }
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

/** The last part of an address: `Quote` of `https://vocab.example.org/Quote`. */
function nameOfAddress(address: string): string {
  const [, path = address] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*(.*)$/isu.exec(address) ?? [];
  const last = path.split(/[/#:]/u).findLast((part) => part !== '') ?? address;
  const name = decode(last);
  return isPlainLabel(name) && name.length <= LABEL_LIMIT ? name : address;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
