import { addToGroup } from '../../../../collections/order.ts';
import type { LossCounter } from '../../../content/losses.ts';
import type { LooseAuthor, LooseTag } from '../../../content/loose.ts';
import { childrenOf, type XmlElement } from '../../../containers/xml.ts';
import { readGuid } from '../codes.ts';
import type { CodeMeaning } from './meanings.ts';

/** What somebody has given to a passage: a category, values of its attributes, or both. */
export interface CodedTag {
  readonly guid: string | null;
  readonly label: string;
  readonly author: LooseAuthor | null;
  readonly created: string | null;
  readonly values: Record<string, string>;
  /** Whether the category itself is among the codes, and not values of it alone. */
  hasCategory: boolean;
}

/** What codings are read with. */
export interface CodingTools {
  readonly users: ReadonlyMap<string, LooseAuthor>;
  readonly codes: ReadonlyMap<string, CodeMeaning>;
  /** Ids of cases: some programs say by a coding which case a passage belongs to. */
  readonly cases: ReadonlySet<string>;
  readonly ignored: LossCounter;
  readonly refuse: (line: number, reason: string) => void;
}

/** One tag for each category that somebody gave to a passage, with the values given with it. */
export function readCodings(
  codings: readonly XmlElement[],
  user: string | null,
  { users, codes, cases, ignored, refuse }: CodingTools,
): CodedTag[] {
  const tags = new Map<string, CodedTag>();
  for (const coding of codings) {
    const { attributes, line } = coding;
    // One id is that of one tag, also where several codes are given at once.
    let guid = readGuid(attributes.get('guid'));
    const references = childrenOf(coding, 'CodeRef');
    if (references.length === 0) refuse(line, 'It is coded with no code.');
    for (const reference of references) {
      const target = readGuid(reference.attributes.get('targetGUID')) ?? '';
      const meaning = codes.get(target);
      if (cases.has(target)) {
        ignored.addNamed('passages that belong to a case');
        continue;
      }
      if (!meaning) {
        refuse(line, 'Its code is not in the file.');
        continue;
      }
      const id = readGuid(attributes.get('creatingUser')) ?? user;
      const key = `${id ?? ''} ${meaning.label}`;
      const known = tags.get(key);
      const tag = known ?? {
        guid,
        label: meaning.label,
        author: id === null ? null : (users.get(id) ?? { id, name: '' }),
        created: attributes.get('creationDateTime') ?? null,
        values: {},
        hasCategory: false,
      };
      tags.set(key, tag);
      if (!known) guid = null;
      if (meaning.value === null) {
        if (tag.hasCategory) ignored.add('duplicates');
        tag.hasCategory = true;
        continue;
      }
      const { attribute, value } = meaning.value;
      // A second value of one attribute has no place in a tag.
      if (tag.values[attribute] === undefined) tag.values[attribute] = value;
      else if (tag.values[attribute] !== value) ignored.add('attributes');
    }
  }
  return [...tags.values()];
}

/** A tag, and whether it is values of a category alone. */
export interface ReadTag {
  readonly tag: LooseTag;
  readonly isValues: boolean;
}

/** Tags on one passage that a value is tried on: a hostile file may have very many. */
const HOMES = 50;

/**
 * Puts values with the tag that they belong to. A program that knows one code for a passage makes a
 * passage of each code of ours, so that a tag comes back as one for its category and others for its
 * values.
 */
export function joinValues(read: readonly ReadTag[]): LooseTag[] {
  const joined: { tag: LooseTag }[] = [];
  const ofPassage = new Map<string, { tag: LooseTag }[]>();
  const categories = read.filter(({ isValues }) => !isValues);
  const values = read.filter(({ isValues }) => isValues);
  for (const { tag, isValues } of [...categories, ...values]) {
    const key = passageKey(tag);
    const homes = isValues ? (ofPassage.get(key) ?? []).slice(0, HOMES) : [];
    const home = homes.find((each) => fitsInto(tag, each.tag));
    if (home) home.tag = withValues(home.tag, tag);
    else {
      const own = { tag };
      joined.push(own);
      addToGroup(ofPassage, key, own);
    }
  }
  return joined.map(({ tag }) => tag);
}

function passageKey({ fragments, author, label }: LooseTag): string {
  const places = fragments.map(({ start, end }) => `${start} ${end}`).join(' ');
  return `${places} ${author?.id ?? ''} ${label}`;
}

/** Whether no attribute has another value. */
function fitsInto({ attributes }: LooseTag, home: LooseTag): boolean {
  return Object.entries(attributes).every(
    ([name, value]) => (home.attributes[name] ?? value) === value,
  );
}

function withValues(home: LooseTag, { attributes, note }: LooseTag): LooseTag {
  return {
    ...home,
    attributes: { ...home.attributes, ...attributes },
    note: joinNotes([home.note, note]),
  };
}

/** Notes as one, each once. */
export function joinNotes(notes: readonly string[]): string {
  return [...new Set(notes.filter((note) => note !== ''))].join('\n\n');
}
