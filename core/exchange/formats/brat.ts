import { compareTags, FRAGMENT_LIMIT, type Annotation } from '../../tags/tag.ts';
import { CodePointMap } from '../../text/code-points.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import { hasForbiddenName } from '../../guards/labels.ts';
import { err, ok, type Result } from '../../result.ts';
import { snapToGraphemes } from '../../text/graphemes.ts';
import { spanHull, spansEqual, type Span } from '../../text/span.ts';
import {
  annotatorFiles,
  authorsByFile,
  authorsOf,
  documentOf,
  isAnnotatorList,
  splitPath,
  uniqueStems,
  UNTAGGED,
  writeAnnotatorList,
} from '../containers/annotator-files.ts';
import { setsByArticle } from '../content/content-lookup.ts';
import {
  type LooseAuthor,
  NOTHING_READ,
  type LooseArticle,
  type LooseSpan,
  type LooseTag,
  type ReadRefusal,
} from '../content/loose.ts';
import { describeMismatch } from '../content/refusals.ts';
import type { Codec, CodecError, InputFile, OutputFile } from '../content/codec.ts';
import { countLosses, OURS_ALONE } from '../content/count-losses.ts';
import { latin1 } from '../containers/latin1.ts';
import { LineWriter } from '../containers/line-writer.ts';
import { LossCounter } from '../content/losses.ts';
import { sortedEntries } from '../../collections/order.ts';
import { CONTENT_LIMITS } from '../content/content.ts';
import { namesOf } from '../../codebook/names.ts';
import { addToGroup } from '../../collections/order.ts';
import { CUT, moreThan, readLines, readText } from '../content/read-file.ts';

/** What Python takes for the end of a line: brat could not read a line with one of them in it. */
const LINE_END = /[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]/u;
const LINE_ENDS = new RegExp(`\r\n|${LINE_END.source}`, 'gu');

/** Without it brat takes a tag over another one for an error. */
const OVERLAPS = '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>';

/** Type of the notes that brat itself makes. */
const NOTES = 'AnnotatorNotes';

/** A line of a file as brat or an older program writes it. */
const FIRST_LINE = /^(?:T\d+\t\S+ \d+ \d+|[AEMNR]\d+\t\S+ ?\S|\*\tEquiv |#\d+\t\S+ [A-Z]\d)/u;

/**
 * Standoff files of brat 1.3: for each annotator a folder, in it for each article the text and its
 * annotations, and one `annotation.conf` for all. An attribute with fixed values is an `A` line,
 * another one a note of its name; where its value stands is a `T` of its name, joined by an `R` of
 * the same name. Importers break on offsets in UTF-16, line ends inside a tag, and a text column
 * in which parts are not joined by one space.
 */
export const BRAT: Codec = {
  name: 'brat',
  title: 'brat standoff',
  extension: 'ann',
  output: 'folder',
  unit: 'code points',
  text: 'always',
  write: (content, options) => {
    const losses = countLosses(content, [...OURS_ALONE, 'confidence']);
    const { codebook, articles } = content;
    const people = annotatorFiles(content, options, [UNTAGGED]);
    const sets = setsByArticle(content);
    const types = namesOf(codebook.categories);
    const stems = uniqueStems(articles.map(({ details }) => details.title));
    const documents = articles.flatMap(({ id, text }, index): OutputFile[] => {
      const map = new CodePointMap(text);
      const folders = (sets.get(id) ?? []).map(({ annotator, annotations }) => ({
        folder: people.get(annotator)?.stem ?? annotator,
        annotations,
      }));
      if (folders.length === 0) folders.push({ folder: UNTAGGED, annotations: [] });
      return folders.flatMap(({ folder, annotations }) => {
        const lines = new AnnotationLines({ text, map, codebook, types, losses });
        for (const annotation of annotations.toSorted(compareTags)) lines.add(annotation);
        const path = `${folder}/${stems[index]}`;
        return [
          { path: `${path}.txt`, content: text },
          { path: `${path}.ann`, content: lines.toString() },
        ];
      });
    });
    return {
      files:
        documents.length === 0
          ? []
          : [
              { path: 'annotation.conf', content: describeTypes(codebook, types) },
              writeAnnotatorList(people.values(), codebook),
              ...documents,
            ],
      losses: losses.list(),
    };
  },
  recognise: (files) => {
    const [first] = files.filter(
      ({ path, bytes }) => splitPath(path).extension === 'ann' && bytes.length > 0,
    );
    if (first) return FIRST_LINE.test(beginning(first)) ? 0.97 : 0.2;
    const [file, ...others] = files;
    if (!file) return 0;
    if (files.some(({ path }) => splitPath(path).extension === 'ann')) return 0.6;
    return others.length === 0 && FIRST_LINE.test(beginning(file)) ? 0.9 : 0;
  },
  read: (files, tools) => {
    const texts = new Map(
      files
        .filter(({ path }) => splitPath(path).extension === 'txt')
        .map((file) => [documentOf(file.path), file]),
    );
    const annotations = annotationFiles(files);
    if (annotations.length === 0) {
      const detail = 'There is no file of annotations, whose name ends in .ann.';
      return err({ type: 'other-format', place: files[0]?.path ?? '', detail });
    }
    const authors = authorsOf(annotations, files, tools);
    const ignored = new LossCounter();
    const refused: ReadRefusal[] = [];
    const documents: { readonly path: string; readonly article: LooseArticle }[] = [];
    let error: CodecError | null = null;
    for (const file of annotations) {
      const key = documentOf(file.path);
      const textFile = texts.get(key);
      texts.delete(key);
      const lines: Result<string[], CodecError> =
        // One without any line is a file without tags.
        file.bytes.length === 0 ? ok([]) : readLines(file, tools);
      const text = textFile && readText(textFile, tools);
      const wrong = lines.ok
        ? text && !text.ok
          ? text.error
          : tooManyTexts(file.path, lines.value)
        : lines.error;
      if (wrong?.type === 'too-large') return err(wrong);
      if (wrong) {
        error ??= wrong;
        const tags = lines.ok ? lines.value.filter((line) => line.startsWith('T')).length : 0;
        refused.push({ place: wrong.place, reason: wrong.detail, tags });
      } else if (lines.ok) {
        const reader = new AnnotationReader(
          file.path,
          text?.ok ? text.value : null,
          authors.get(file.path) ?? null,
          ignored,
          refused,
        );
        documents.push({ path: file.path, article: reader.read(lines.value) });
      }
    }
    const articles = authorsByFile(documents);
    for (const file of texts.values()) {
      const text = readText(file, tools);
      if (text.ok) articles.push({ ...NO_TAGS, place: file.path, text: text.value });
      else refused.push({ place: file.path, reason: text.error.detail, tags: 0 });
    }
    if (error && articles.length === 0) return err(error);
    return ok({ ...NOTHING_READ, articles, refused, ignored: ignored.list() });
  },
};

/** Why a file is refused whose lines of texts are more than all tags and their attributes need. */
function tooManyTexts(place: string, lines: readonly string[]): CodecError | null {
  let texts = 0;
  for (const line of lines) if (line.startsWith('T')) texts += 1;
  return texts > TEXT_LIMIT ? moreThan(place, TEXT_LIMIT, 'texts') : null;
}

const TEXT_LIMIT = 4 * CONTENT_LIMITS.annotations;

const NO_TAGS: LooseArticle = {
  place: '',
  text: null,
  sha256: null,
  details: {},
  unit: 'code-points',
  boilerplate: [],
  tags: [],
};

function beginning({ bytes }: InputFile): string {
  return latin1(bytes.subarray(0, 1024)).replace(/^(?:ï»¿)?\s*/u, '');
}

/** Those with the usual extension, or whatever is no text where there are none. */
function annotationFiles(files: readonly InputFile[]): readonly InputFile[] {
  const others = files.filter(
    ({ path }) => !['txt', 'conf'].includes(splitPath(path).extension) && !isAnnotatorList(path),
  );
  const usual = others.filter(({ path }) => splitPath(path).extension === 'ann');
  return usual.length > 0 ? usual : others;
}

/** `annotation.conf`: what brat must know of types before it shows anything. */
function describeTypes(codebook: Codebook, types: ReadonlyMap<string, string>): string {
  const entities = new Set(types.values());
  const relations = new Map<string, string[]>();
  const attributes = new Map<string, { types: string[]; values: Set<string> }>();
  for (const category of codebook.categories) {
    const type = types.get(category.id) ?? category.id;
    for (const { id, values } of category.attributes) {
      if (values) {
        const known = attributes.get(id) ?? { types: [], values: new Set() };
        known.types.push(type);
        for (const value of values) known.values.add(value.id);
        attributes.set(id, known);
      } else {
        entities.add(id);
        relations.set(id, [...(relations.get(id) ?? []), type]);
      }
    }
  }
  const section = (name: string, lines: Iterable<string>): string =>
    `[${name}]\n${Array.from(lines, (line) => `${line}\n`).join('')}`;
  return [
    section('entities', entities),
    section('relations', [
      OVERLAPS,
      ...Array.from(relations, ([id, from]) => `${id}\tArg1:${from.join('|')}, Arg2:${id}`),
    ]),
    section('events', []),
    section(
      'attributes',
      Array.from(
        attributes,
        ([id, { types: of, values }]) =>
          `${id}\tArg:${of.join('|')}, Value:${[...values].join('|')}`,
      ),
    ),
  ].join('\n');
}

interface LineContext {
  readonly text: string;
  readonly map: CodePointMap;
  readonly codebook: Codebook;
  /** Types by id of the category. */
  readonly types: ReadonlyMap<string, string>;
  readonly losses: LossCounter;
}

/** The lines on one article. */
class AnnotationLines {
  readonly #lines = new LineWriter('\n');
  /** How many lines there are of each kind. */
  readonly #counts = new Map<string, number>();

  constructor(private readonly context: LineContext) {}

  add({ category, fragments, attributes, attributeSpans, note }: Annotation): void {
    const { text, types, codebook, losses } = this.context;
    const pieces = fragments.flatMap((span) => splitAtLineEnds(text, span));
    if (pieces.length === 0) {
      losses.add('empty-spans');
      return;
    }
    if (
      pieces.length !== fragments.length ||
      !pieces.every((piece, index) => spansEqual(piece, fragments[index] ?? piece))
    ) {
      losses.add('boundaries');
    }
    if (pieces.length > FRAGMENT_LIMIT) losses.add('fragments');
    const type = types.get(category) ?? category;
    const known = codebook.categories.find(({ id }) => id === category)?.attributes ?? [];
    for (let at = 0; at < pieces.length; at += FRAGMENT_LIMIT) {
      const id = this.#addText(type, pieces.slice(at, at + FRAGMENT_LIMIT));
      for (const [name, value] of sortedEntries(attributes)) {
        if (value === '') continue;
        const values = known.find((attribute) => attribute.id === name)?.values;
        if (values?.some((each) => each.id === value)) this.#add('A', `${name} ${id} ${value}`);
        else this.#add('#', `${name} ${id}\t${this.#onOneLine(value)}`);
      }
      for (const [name, span] of sortedEntries(attributeSpans)) {
        const parts = splitAtLineEnds(text, span);
        if (parts.length === 0) losses.add('attribute-spans');
        else this.#add('R', `${name} Arg1:${id} Arg2:${this.#addText(name, parts)}`);
      }
      if (note !== '') this.#add('#', `${NOTES} ${id}\t${this.#onOneLine(note)}`);
    }
  }

  toString(): string {
    return this.#lines.toString();
  }

  #addText(type: string, spans: readonly Span[]): string {
    const { text, map } = this.context;
    const places = spans.map(
      ({ start, end }) => `${map.toCodePoint(start)} ${map.toCodePoint(end)}`,
    );
    const words = spans.map(({ start, end }) => text.slice(start, end));
    return this.#add('T', `${type} ${places.join(';')}\t${words.join(' ')}`);
  }

  #add(kind: string, line: string): string {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    this.#lines.add(`${kind}${number}\t${line}`);
    return `${kind}${number}`;
  }

  #onOneLine(value: string): string {
    const line = value.replaceAll(LINE_ENDS, ' ');
    if (line !== value) this.context.losses.add('unicode');
    return line;
  }
}

/** The parts of a span that lie on one line each, without the white space at their ends. */
function splitAtLineEnds(text: string, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (const line of text.slice(start, end).split(LINE_END)) {
    const length = line.trim().length;
    const begin = from + line.length - line.trimStart().length;
    from += line.length + 1;
    if (length > 0) parts.push(snapToGraphemes(text, { start: begin, end: begin + length }));
  }
  return parts;
}

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
class AnnotationReader {
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

/** The words of each part of a tag, told apart by how long they are; `null` where that cannot be. */
function wordsOfParts(column: string, parts: readonly Span[]): string[] | null {
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

/** Whether the text column has the words: older versions join parts by nothing and break no lines. */
function fitsColumn(words: readonly string[], column: string): boolean {
  const flat = (text: string): string => text.replaceAll(LINE_ENDS, ' ').trimEnd();
  const given = flat(column);
  return flat(words.join(' ')) === given || flat(words.join('')) === given;
}
