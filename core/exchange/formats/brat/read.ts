import { FRAGMENT_LIMIT } from '../../../tags/tag.ts';
import { hasForbiddenName } from '../../../guards/labels.ts';
import {
  looseFamily,
  type LooseAuthor,
  type LooseArticle,
  type LooseFamily,
  type LooseSpan,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';
import type { LossCounter } from '../../content/losses.ts';
import { addToGroup } from '../../../collections/order.ts';
import { kindOfLink } from '../../content/tag-links.ts';
import { CUT } from '../../content/read-file.ts';
import { countOf } from '../../../numbers.ts';
import type { AttributeValues } from './attribute-values.ts';
import { isWholeLine } from './last-line.ts';
import {
  describeSeparators,
  joinParts,
  readPlaces,
  splitLine,
  wordsOf,
  wordsOfParts,
  type Line,
} from './line-columns.ts';
import { NOTES } from './lines.ts';

export const NO_TAGS: LooseArticle = {
  place: '',
  text: null,
  sha256: null,
  details: {},
  unit: 'code-points',
  boilerplate: [],
  tags: [],
};

/** One file of a document, in lines; the last one has no end. */
export interface DocumentFile {
  readonly path: string;
  readonly lines: readonly string[];
}

/** A `T` line, or the quote that an event makes. */
interface TextBound {
  readonly place: string;
  readonly id: string;
  readonly type: string;
  readonly fragments: readonly LooseSpan[];
  /** Of all fragments, as the file has them; `null` where it has none. */
  readonly words: string | null;
  /** The words in the file that could not be told apart by part. */
  readonly joined: string | null;
  readonly attributes: Record<string, string>;
  readonly attributeSpans: Record<string, LooseSpan>;
  notes: string[];
  /** Keys of the families that it is in. */
  readonly families: string[];
}

/** A role of an event and the id of who plays it. */
interface Argument {
  readonly role: string;
  readonly of: string;
}

/** Events that are quotes: also those of which the annotator said that they have no source, or no cue. */
const ATTRIBUTION = /^Attribution(?:[-_]|$)/u;

/** The parts of an attribution, and the attributes that they give the quote. */
const PARTS = { Content: null, Source: 'speaker', Cue: 'cue' } as const;

/** Reads the annotations of one document, in whatever order they are. */
export class AnnotationReader {
  readonly #texts = new Map<string, TextBound>();
  readonly #others = new Map<string, Line[]>();
  /** What notes and attributes of an event belong to. */
  readonly #events = new Map<string, TextBound>();
  /** Texts that say something about a tag, and are none. */
  readonly #parts = new Set<string>();
  /** What lines of equivalence say. */
  readonly families: LooseFamily[] = [];
  /** Of all lines. */
  readonly #ids = new Set<string>();
  /** Tags, attributes and values, each as one. */
  readonly #values = new Set<string>();
  #lacksGiven = false;
  /** What lines name that may be in the file which lacks. */
  readonly #elsewhere: { readonly place: string; readonly id: string; readonly tags: number }[] =
    [];

  constructor(
    private readonly text: string | null,
    private readonly author: LooseAuthor | null,
    private readonly values: AttributeValues,
    private readonly ignored: LossCounter,
    private readonly refused: ReadRefusal[],
  ) {}

  /**
   * @param files one for all annotations, or several that know each other's ids, as `.a1` and `.a2`
   * @param lacksGiven whether the file is not there from which they go on, and which has tags that they name
   */
  read(files: readonly DocumentFile[], lacksGiven: boolean): LooseArticle {
    this.#lacksGiven = lacksGiven;
    const last: Line[] = [];
    for (const { path, lines } of files) {
      for (const [index, line] of lines.entries()) {
        if (line.trim() === '') continue;
        const columns = splitLine(line, `${path}, line ${index + 1}`);
        if (index === lines.length - 1) last.push(columns);
        else this.#readLine(columns);
      }
    }
    for (const line of last) this.#readLast(line);
    const quotes = this.#take('E').flatMap((line) => this.#readEvent(line) ?? []);
    for (const line of this.#take('R')) this.#readRelation(line);
    for (const line of [...this.#take('A'), ...this.#take('M')]) this.#readAttribute(line);
    for (const line of this.#take('#')) this.#readNote(line);
    for (const line of this.#take('*')) this.#readEquivalence(line);
    this.ignored.addNamed('entries of other data bases', this.#take('N').length);
    this.#refuseElsewhere();
    const tags = [...this.#texts.values()].filter(({ id }) => !this.#parts.has(id));
    return {
      ...NO_TAGS,
      place: files[0]?.path ?? '',
      text: this.text,
      tags: [...tags, ...quotes].map((each) => this.#toTag(each)),
    };
  }

  #take(kind: string): readonly Line[] {
    return this.#others.get(kind) ?? [];
  }

  #refuse(place: string, reason: string, tags = 0): void {
    this.refused.push({ place, reason, tags });
  }

  /** Refuses a line for what it names and what is not there; all in one where a file of them lacks. */
  #refuseMissing(place: string, id: string, reason: string, tags = 0): void {
    if (this.#lacksGiven && id !== '') this.#elsewhere.push({ place, id, tags });
    else this.#refuse(place, reason, tags);
  }

  #refuseElsewhere(): void {
    const [first] = this.#elsewhere;
    if (!first) return;
    const count = new Set(this.#elsewhere.map(({ place }) => place)).size;
    const tags = this.#elsewhere.reduce((sum, each) => sum + each.tags, 0);
    const lines =
      count === 1 ? 'This line names' : `This and ${countOf(count - 1, 'other line')} name`;
    const reason = `${lines} what is not in the file, such as ${first.id}. It goes on from an .a1 file on the same text, which is not here: open both together. What is whole without that is read.`;
    this.#refuse(first.place, reason, tags);
  }

  #readLine(line: Line): void {
    const { id, place } = line;
    const kind = id.charAt(0);
    const wrong = describeSeparators(line);
    if (wrong !== null) this.#refuse(place, wrong, kind === 'T' ? 1 : 0);
    else if (kind === 'T') this.#readText(line);
    else if ('EAMRN#*'.includes(kind) && kind !== '') addToGroup(this.#others, kind, line);
    else this.#refuse(place, 'The line is of no kind that brat knows.');
    if (wrong === null) this.#ids.add(id);
  }

  /** A line without an end may be cut. */
  #readLast(line: Line): void {
    const isWhole =
      describeSeparators(line) !== null ||
      isWholeLine(line, {
        ids: this.#ids,
        attributes: this.#take('A'),
        values: this.values,
        isPartLeft: (event) => this.#isPartLeft(event),
      });
    if (isWhole) this.#readLine(line);
    else this.#refuse(line.place, CUT, line.id.startsWith('T') ? 1 : 0);
  }

  /** Whether an attribution may lack its source or cue, because one is there that nothing names. */
  #isPartLeft(event: Line): boolean {
    if (!ATTRIBUTION.test(argumentsOf(event)[0]?.role ?? '')) return false;
    const named = new Set(
      [...this.#take('E'), event].flatMap((line) => argumentsOf(line).map(({ of }) => of)),
    );
    return [...this.#texts.values()].some(
      ({ id, type }) => Object.hasOwn(PARTS, type) && !named.has(id),
    );
  }

  #readText({ place, id, data, tail }: Line): void {
    const space = data.indexOf(' ');
    const places = (space < 0 ? '' : data.slice(space + 1)).split(';', FRAGMENT_LIMIT + 1);
    const spans = readPlaces(places);
    if (space <= 0 || this.#texts.has(id)) {
      const reason =
        space <= 0 ? 'The line has no type with a position behind it.' : `${id} is there twice.`;
      this.#refuse(place, reason, 1);
      return;
    }
    if (spans.length > FRAGMENT_LIMIT) {
      this.#refuse(place, `It has more than ${FRAGMENT_LIMIT} parts.`, 1);
      return;
    }
    const column = tail === '' ? null : tail;
    const words = column === null ? null : wordsOfParts(column, spans);
    this.#texts.set(id, {
      place,
      id,
      type: data.slice(0, space),
      fragments: spans.map((span, index) => ({ ...span, exact: words?.[index] ?? null })),
      words: column,
      joined: words ? null : column,
      attributes: {},
      attributeSpans: {},
      notes: [],
      families: [],
    });
  }

  /** `E1⇥Attribution:T4 Content:T3 Cue:T2 Source:T1`: a quote; of other events the trigger is a tag. */
  #readEvent(line: Line): TextBound | null {
    const [trigger, ...roles] = argumentsOf(line);
    const { place, id } = line;
    const type = trigger?.role ?? '';
    for (const { role, of } of roles) {
      if (this.#ids.has(of)) continue;
      const reason = `Its ${role || 'argument'} is not in the file: ${of || 'it has no id'}.`;
      this.#refuseMissing(place, of, reason);
    }
    if (ATTRIBUTION.test(type)) return this.#readAttribution(line, type, trigger?.of ?? '', roles);
    for (const { role, of } of roles) if (this.#ids.has(of)) this.#countLink(role);
    const trunk = this.#texts.get(trigger?.of ?? '');
    if (trunk) this.#events.set(id, trunk);
    else {
      const of = trigger?.of ?? '';
      this.#refuseMissing(place, of, `There is no ${of || 'trigger'} for this event.`);
    }
    return null;
  }

  #readAttribution(
    { place, id }: Line,
    type: string,
    trigger: string,
    roles: readonly Argument[],
  ): TextBound | null {
    const partsOf = (part: string): TextBound[] =>
      roles.flatMap(({ role, of }) => (role === part ? (this.#texts.get(of) ?? []) : []));
    const content = partsOf('Content');
    if (content.length === 0) {
      const missing = roles.find(({ role, of }) => role === 'Content' && !this.#ids.has(of));
      this.#refuseMissing(place, missing?.of ?? '', 'The attribution has no content.', 1);
      return null;
    }
    const quote: TextBound = {
      place,
      id,
      type: 'quote',
      fragments: content.flatMap(({ fragments }) => fragments),
      words: null,
      joined: content.length === 1 ? (content[0]?.joined ?? null) : null,
      attributes: {},
      attributeSpans: {},
      notes: [],
      families: [],
    };
    this.#events.set(id, quote);
    for (const [part, name] of Object.entries(PARTS)) {
      if (name !== null) this.#addPart(quote, name, partsOf(part));
    }
    const trunk = this.#texts.get(trigger);
    const used = Object.keys(PARTS).flatMap(partsOf);
    for (const part of trunk?.type === type ? [...used, trunk] : used) {
      this.#parts.add(part.id);
      this.#events.set(part.id, quote);
    }
    for (const { role, of } of roles) {
      const isPart = Object.hasOwn(PARTS, role) && this.#texts.has(of);
      if (!isPart && this.#ids.has(of)) this.#countLink(role);
    }
    return quote;
  }

  /** The words of all parts of one role are the value; where the first of them stands is its place. */
  #addPart(quote: TextBound, name: string, parts: readonly TextBound[]): void {
    const [first, ...others] = parts;
    if (!first) return;
    const words = parts.flatMap((part) => part.words?.trim() || []);
    // Where the file has no words, those of the text are the value.
    if (words.length > 0) quote.attributes[name] = words.join('; ');
    this.#addSpan(quote, name, first);
    this.ignored.add('attribute-spans', others.length);
  }

  #countLink(name: string): void {
    this.ignored.addWithName('links', name);
  }

  /** `*⇥SameUtterance T1 T2`: by the names that we write it makes a family of the tags. */
  #readEquivalence(line: Line): void {
    const [name = '', ...members] = wordsOf(line);
    const kind = kindOfLink(name);
    const tags = new Set(members.flatMap((id) => this.#tagOf(id) ?? []));
    if (kind === null || tags.size < 2) {
      this.ignored.addWithName('links', name, Math.max(members.length - 1, 1));
      return;
    }
    const { place } = line;
    this.families.push(looseFamily(place, place, null, kind));
    for (const tag of tags) tag.families.push(place);
  }

  #readRelation(line: Line): void {
    const [type = '', first = '', second = ''] = wordsOf(line);
    const [one = '', other = ''] = [first, second].map((end) => end.slice(end.indexOf(':') + 1));
    const from = this.#texts.get(one);
    const to = this.#texts.get(other);
    if (!from || !to) {
      if (this.#tagOf(one) && this.#tagOf(other)) this.#countLink(type);
      else {
        const missing = this.#tagOf(one) ? other : one;
        const reason = 'The relation joins something that is not in the file.';
        this.#refuseMissing(line.place, missing, reason);
      }
    } else if (to.type === type && from !== to && !Object.hasOwn(from.attributeSpans, type)) {
      this.#addSpan(from, type, to);
      this.#parts.add(to.id);
    } else {
      this.#countLink(type);
    }
  }

  /** Where the value of an attribute stands; parts in several lines are one stretch. */
  #addSpan(tag: TextBound, name: string, { fragments }: TextBound): void {
    const span = joinParts(fragments);
    if (span && !hasForbiddenName(name)) tag.attributeSpans[name] = span;
    else this.ignored.add('attribute-spans');
  }

  #readAttribute(line: Line): void {
    const [name = '', target = '', ...value] = wordsOf(line);
    const tag = this.#tagOf(target);
    if (!tag && this.#isBeside(target)) {
      this.ignored.addNamed('attributes of relations and events');
    } else if (!tag || hasForbiddenName(name)) {
      if (tag) this.#refuse(line.place, 'The attribute has no name.');
      else {
        const reason = `There is no ${target || 'tag'} for this attribute.`;
        this.#refuseMissing(line.place, target, reason);
      }
    } else {
      // An attribute without values is there or not.
      this.#addValue(tag, name, value.length > 0 ? value.join(' ') : 'true');
    }
  }

  /** Of an attribute that a tag has several times all values are kept. */
  #addValue({ id, attributes }: TextBound, name: string, value: string): void {
    const key = `${id}\t${name}\t${value}`;
    if (this.#values.has(key)) return;
    this.#values.add(key);
    const before = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    attributes[name] = before === undefined ? value : `${before}; ${value}`;
  }

  #readNote({ place, data, tail }: Line): void {
    const [type = '', target = ''] = data.split(' ').filter((word) => word !== '');
    const tag = this.#tagOf(target);
    if (!tag) {
      if (this.#isBeside(target)) this.ignored.addNamed('notes on relations and events');
      else this.#refuseMissing(place, target, `There is no ${target || 'tag'} for this note.`);
    } else if (type === NOTES || hasForbiddenName(type)) tag.notes.push(tail ?? '');
    else this.#addValue(tag, type, tail ?? '');
  }

  /** Whether it names a relation or the like, which nothing is made of. */
  #isBeside(target: string): boolean {
    return target.startsWith('*') || (!target.startsWith('T') && this.#ids.has(target));
  }

  #tagOf(target: string): TextBound | undefined {
    return this.#events.get(target) ?? this.#texts.get(target);
  }

  #toTag({ type, joined, notes, families, ...text }: TextBound): LooseTag {
    const { place, id, fragments, attributes, attributeSpans } = text;
    return {
      place,
      id,
      label: type,
      fragments,
      ...(joined === null ? {} : { words: joined }),
      attributes,
      attributeSpans,
      // An attribution names stretches of the text; so has its quote.
      ...(id.startsWith('E') ? { spansAreValues: true } : {}),
      note: notes.join('\n'),
      ...(families.length === 0 ? {} : { families }),
      confidence: null,
      author: this.author,
      created: null,
      modified: null,
    };
  }
}

/** `Speech:T2 Agent:T1` and the like; a second argument of the same role has a number: `Agent2`. */
function argumentsOf(line: Line): Argument[] {
  return wordsOf(line).map((word, index) => {
    const colon = word.indexOf(':');
    const name = colon < 0 ? word : word.slice(0, colon);
    // The first is the type of the event with its trigger.
    const role = index === 0 ? name : name.replace(/\d+$/u, '');
    return { role, of: colon < 0 ? '' : word.slice(colon + 1) };
  });
}
