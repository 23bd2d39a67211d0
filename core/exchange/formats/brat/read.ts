import { FRAGMENT_LIMIT } from '../../../tags/tag.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import { hasForbiddenName } from '../../../guards/labels.ts';
import { spanHull, type Span } from '../../../text/span.ts';
import type {
  LooseAuthor,
  LooseArticle,
  LooseSpan,
  LooseTag,
  ReadRefusal,
} from '../../content/loose.ts';
import { describeMismatch } from '../../content/refusals.ts';
import type { LossCounter } from '../../content/losses.ts';
import { addToGroup } from '../../../collections/order.ts';
import { CUT } from '../../content/read-file.ts';
import { LINE_ENDS, NOTES } from './lines.ts';

export const NO_TAGS: LooseArticle = {
  place: '',
  text: null,
  sha256: null,
  details: {},
  unit: 'code-points',
  boilerplate: [],
  tags: [],
};

/** A `T` line. */
interface TextBound {
  readonly place: string;
  readonly id: string;
  readonly type: string;
  readonly fragments: readonly (Span & Pick<LooseSpan, 'exact'>)[];
  readonly attributes: Record<string, string>;
  readonly attributeSpans: Record<string, LooseSpan>;
  notes: string[];
}

/** Any other line, in columns. */
interface OtherLine {
  readonly place: string;
  readonly id: string;
  /** Words, each separated by one space or more. */
  readonly data: string;
  readonly tail: string;
}

const ATTRIBUTION = 'Attribution';

/** Reads the annotations of one document, in whatever order they are. */
export class AnnotationReader {
  readonly #texts = new Map<string, TextBound>();
  readonly #others = new Map<string, OtherLine[]>();
  /** What notes and attributes of an event belong to. */
  readonly #events = new Map<string, TextBound>();
  /** Texts that say something about a tag, and are none. */
  readonly #parts = new Set<string>();
  readonly #map: CodePointMap;

  constructor(
    private readonly path: string,
    private readonly text: string | null,
    private readonly author: LooseAuthor | null,
    private readonly ignored: LossCounter,
    private readonly refused: ReadRefusal[],
  ) {
    this.#map = new CodePointMap(text ?? '');
  }

  read(lines: readonly string[]): LooseArticle {
    lines.forEach((line, index) => {
      const place = `${this.path}, line ${index + 1}`;
      if (line.trim() === '') return;
      // Without an end it may be cut: then it names another place or value than it did. Only words
      // that are in the text show that all of it is there.
      if (index === lines.length - 1 && !/^T[^\t]*\t[^\t]*\t./u.test(line)) {
        const reason = CUT;
        this.#refuse(place, reason, line.startsWith('T') ? 1 : 0);
      } else this.#readLine(line, place);
    });
    const quotes = this.#take('E').flatMap((line) => this.#readEvent(line) ?? []);
    for (const line of this.#take('R')) this.#readRelation(line);
    for (const line of [...this.#take('A'), ...this.#take('M')]) this.#readAttribute(line);
    for (const line of this.#take('#')) this.#readNote(line);
    for (const { data } of this.#take('*')) {
      this.ignored.add('links', Math.max(wordsOf(data).length - 2, 1));
    }
    this.ignored.add('unknown', this.#take('N').length);
    const tags = [...this.#texts.values()].filter(({ id }) => !this.#parts.has(id));
    return {
      ...NO_TAGS,
      place: this.path,
      text: this.text,
      tags: [...tags, ...quotes].map((each) => this.#toTag(each)),
    };
  }

  #take(kind: string): readonly OtherLine[] {
    return this.#others.get(kind) ?? [];
  }

  #refuse(place: string, reason: string, tags = 0): void {
    this.refused.push({ place, reason, tags });
  }

  #readLine(line: string, place: string): void {
    const [id, rest] = splitAtTab(line);
    const [data, tail] = splitAtTab(rest ?? '');
    const kind = id.charAt(0);
    if (kind === 'T') {
      this.#readText(id, data, tail, place);
    } else if ('EAMRN#*'.includes(kind) && kind !== '') {
      const entry = { place, id, data, tail: tail ?? '' };
      addToGroup(this.#others, kind, entry);
    } else {
      this.#refuse(place, 'The line is of no kind that brat knows.');
    }
  }

  #readText(id: string, data: string, column: string | null, place: string): void {
    const space = data.indexOf(' ');
    const places = (space < 0 ? '' : data.slice(space + 1)).split(';', FRAGMENT_LIMIT + 1);
    const fragments = places.map(readPlace);
    if (space <= 0 || this.#texts.has(id)) {
      this.#refuse(place, space <= 0 ? 'The line has no type.' : `${id} is there twice.`, 1);
      return;
    }
    if (fragments.length > FRAGMENT_LIMIT) {
      this.#refuse(place, `It has more than ${FRAGMENT_LIMIT} parts.`, 1);
      return;
    }
    const found = this.#wordsAt(fragments);
    const isElsewhere =
      this.text !== null &&
      column !== null &&
      column !== '' &&
      !(found && fitsColumn(found, column));
    const words = isElsewhere ? wordsOfParts(column, fragments) : null;
    if (isElsewhere && found && !words) {
      this.#refuse(place, describeMismatch(column, found.join(' ')), 1);
      return;
    }
    this.#texts.set(id, {
      place,
      id,
      type: data.slice(0, space),
      fragments: fragments.map((span, index) => ({ ...span, exact: words?.[index] ?? null })),
      attributes: {},
      attributeSpans: {},
      notes: [],
    });
  }

  /** The words of a tag; `null` where there is no text, or no such place in it. */
  #wordsAt(fragments: readonly Span[]): string[] | null {
    const { text } = this;
    const isPlace = ({ start, end }: Span): boolean =>
      Number.isSafeInteger(start) && start >= 0 && start < end && end <= this.#map.length;
    if (text === null || !fragments.every(isPlace)) return null;
    return fragments.map(({ start, end }) =>
      text.slice(this.#map.toUtf16(start), this.#map.toUtf16(end)),
    );
  }

  /** `E1⇥Attribution:T4 Content:T3 Cue:T2 Source:T1`: a quote; of other events the trigger is a tag. */
  #readEvent({ place, id, data }: OtherLine): TextBound | null {
    const [[type = '', trigger = ''] = [], ...roles] = wordsOf(data).map((word) => word.split(':'));
    const trunk = this.#texts.get(trigger);
    if (type !== ATTRIBUTION) {
      this.ignored.add('links', roles.length);
      if (trunk) this.#events.set(id, trunk);
      else this.#refuse(place, `There is no ${trigger || 'trigger'} for this event.`);
      return null;
    }
    // A second argument of the same role has a number: Content2.
    const partsOf = (role: string): TextBound[] =>
      roles.flatMap(([name = '', of = '']) => {
        const part = name.replace(/\d+$/u, '') === role ? this.#texts.get(of) : undefined;
        return part ?? [];
      });
    const content = partsOf('Content');
    if (content.length === 0) {
      this.#refuse(place, 'The attribution has no content.', 1);
      return null;
    }
    const quote: TextBound = {
      place,
      id,
      type: 'quote',
      fragments: content.flatMap(({ fragments }) => fragments),
      attributes: {},
      attributeSpans: {},
      notes: [],
    };
    this.#events.set(id, quote);
    for (const [role, name] of [
      ['Source', 'speaker'],
      ['Cue', 'cue'],
    ] as const) {
      const parts = partsOf(role);
      const [first] = parts;
      if (!first) continue;
      const words = parts.map(({ fragments }) => this.#wordsAt(fragments)?.join(' ') ?? '');
      quote.attributes[name] = words.filter((each) => each !== '').join('; ');
      this.#addSpan(quote, name, first);
    }
    const used = ['Content', 'Source', 'Cue'].flatMap(partsOf);
    if (trunk?.type === ATTRIBUTION) used.push(trunk);
    for (const part of used) {
      this.#parts.add(part.id);
      this.#events.set(part.id, quote);
    }
    this.ignored.add('links', roles.length - used.filter((part) => part !== trunk).length);
    return quote;
  }

  #readRelation({ place, data }: OtherLine): void {
    const [type = '', first = '', second = ''] = wordsOf(data);
    const [one, other] = [first, second].map((end) => end.slice(end.indexOf(':') + 1));
    const from = this.#texts.get(one ?? '');
    const to = this.#texts.get(other ?? '');
    if (!from || !to) {
      if (this.#tagOf(one ?? '') && this.#tagOf(other ?? '')) this.ignored.add('links');
      else this.#refuse(place, 'The relation joins something that is not in the file.');
    } else if (to.type === type && from !== to && !Object.hasOwn(from.attributeSpans, type)) {
      this.#addSpan(from, type, to);
      this.#parts.add(to.id);
    } else {
      this.ignored.add('links');
    }
  }

  /** Where the value of an attribute stands; parts in several lines are one stretch. */
  #addSpan(tag: TextBound, name: string, { fragments }: TextBound): void {
    const hull = spanHull(fragments);
    if (hull && !hasForbiddenName(name)) tag.attributeSpans[name] = { ...hull, exact: null };
    else this.ignored.add('attribute-spans');
  }

  #readAttribute({ place, data }: OtherLine): void {
    const [name = '', target = '', ...value] = wordsOf(data);
    const tag = this.#tagOf(target);
    if (!tag && this.#isBeside(target)) {
      this.ignored.add('unknown');
      return;
    }
    if (!tag || hasForbiddenName(name)) {
      this.#refuse(
        place,
        tag ? 'The attribute has no name.' : `There is no ${target || 'tag'} for this attribute.`,
      );
      return;
    }
    // An attribute without values is there or not.
    tag.attributes[name] = value.length > 0 ? value.join(' ') : 'true';
  }

  #readNote({ place, data, tail }: OtherLine): void {
    const [type = '', target = ''] = wordsOf(data);
    const tag = this.#tagOf(target);
    if (!tag) {
      if (this.#isBeside(target)) this.ignored.add('unknown');
      else this.#refuse(place, `There is no ${target || 'tag'} for this note.`);
    } else if (type === NOTES || hasForbiddenName(type)) tag.notes.push(tail);
    else tag.attributes[type] = tail;
  }

  /** Whether it names a relation or the like, which nothing is made of. */
  #isBeside(target: string): boolean {
    return /^[A-Z*]/u.test(target) && !target.startsWith('T');
  }

  #tagOf(target: string): TextBound | undefined {
    return this.#events.get(target) ?? this.#texts.get(target);
  }

  #toTag({ place, id, type, fragments, attributes, attributeSpans, notes }: TextBound): LooseTag {
    return {
      place,
      id,
      label: type,
      fragments,
      attributes,
      attributeSpans,
      note: notes.join('\n'),
      confidence: null,
      author: this.author,
      created: null,
      modified: null,
    };
  }
}

/** What stands before the first tab, and what behind it; `null` where there is none. */
function splitAtTab(line: string): [before: string, after: string | null] {
  const tab = line.indexOf('\t');
  return tab < 0 ? [line, null] : [line.slice(0, tab), line.slice(tab + 1)];
}

function wordsOf(data: string): string[] {
  return data.split(' ').filter((word) => word !== '');
}

function readPlace(place: string): Span {
  const [start, end, ...more] = place.trim().split(' ').map(readNumber);
  const isPlace = start !== undefined && end !== undefined && more.length === 0;
  return isPlace ? { start, end } : { start: Number.NaN, end: Number.NaN };
}

function readNumber(digits: string): number {
  return /^-?\d+(?:\.\d+)?$/u.test(digits) ? Number(digits) : Number.NaN;
}

/** Whether the text column has the words: older versions join parts by nothing and break no lines. */
function fitsColumn(words: readonly string[], column: string): boolean {
  const flat = (text: string): string => text.replaceAll(LINE_ENDS, ' ').trimEnd();
  const given = flat(column);
  return flat(words.join(' ')) === given || flat(words.join('')) === given;
}

/** The words of each part of a tag, told apart by how long they are; `null` where that cannot be. */
export function wordsOfParts(column: string, parts: readonly Span[]): string[] | null {
  if (parts.length === 1) return [column];
  const points = Array.from(column);
  const length = parts.reduce((sum, { start, end }) => sum + end - start, parts.length - 1);
  if (length !== points.length) return null;
  let at = 0;
  return parts.map(({ start, end }) => {
    const from = at;
    at += end - start + 1;
    return points.slice(from, at - 1).join('');
  });
}
