// Where in a text an annotation is aimed at: selectors of the model, and those that narrow others.
import { CodePointMap } from '../../../text/code-points.ts';
import type { LooseSpan } from '../../content/loose.ts';
import { isRecord, positionIn } from '../../content/read-file.ts';
import {
  idIn,
  isA,
  isAddress,
  listOf,
  stringIn,
  titleOf,
  typesOf,
  type JsonObject,
} from './values.ts';

/** What an annotation is aimed at; `source` is the address of a text or the id of an annotation. */
export type Target =
  | {
      readonly type: 'passage';
      readonly source: string | null;
      /** Of the text. */
      readonly title: string | null;
      readonly span: LooseSpan;
    }
  /** A text or an annotation as a whole. */
  | { readonly type: 'whole'; readonly source: string | null }
  /** Part of a picture, of sound or of video. */
  | { readonly type: 'medium' }
  /** A place in a text that cannot be found, with a sentence why. */
  | { readonly type: 'unfound'; readonly reason: string };

/** What some selectors say: a position in the whole text, words, or both. */
interface Place {
  readonly type: 'place';
  readonly position: { readonly start: number; readonly end: number } | null;
  readonly words: Words | null;
}

type Words = Pick<LooseSpan, 'prefix' | 'suffix'> & { readonly exact: string };

/** From the beginning of one place up to the beginning of another, of which words are known. */
interface Range {
  readonly type: 'range';
  readonly span: LooseSpan;
}

type Selected = Place | Range | Extract<Target, { type: 'medium' | 'unfound' }>;

const LISTS: ReadonlySet<string> = new Set(['Choice', 'Composite', 'List', 'Independents']);

/** Selectors beside which a position counts within a part of a book. */
const CHAPTERS: ReadonlySet<string> = new Set(['EPUBContentSelector']);

/** Everything that an annotation is aimed at, lists of targets taken apart. */
export function readTargets(value: unknown): Target[] {
  return listOf(value).flatMap((each) =>
    isRecord(each) && 'items' in each && isA(each, LISTS)
      ? readTargets(each['items'])
      : [readTarget(each)],
  );
}

export function readTarget(value: unknown): Target {
  if (!isRecord(value)) return readAddress(idIn(value));
  const given = idIn(value['source'] ?? value['full']);
  const selectors = listOf(value['selector']);
  if (selectors.length === 0) return readAddress(given ?? idIn(value));
  // A target has an id of its own in some programs: only an address can be that of its text.
  const own = idIn(value);
  const source = given ?? (own !== null && isAddress(own) ? own : null);
  const selected = selectAll(selectors);
  return toTarget(source, titleIn(value), selected);
}

/** What the text of a target is called, there or in what is said of its source. */
function titleIn(target: JsonObject): string | null {
  const { source } = target;
  return titleOf(target) ?? (isRecord(source) ? titleOf(source) : null);
}

/** A text or an annotation by its address, which may name a part of it. */
function readAddress(address: string | null): Target {
  const fragment = address === null ? '' : (/#(.*)$/su.exec(address)?.[1] ?? '');
  const isPart = fragment.startsWith('char=') || MEDIA.test(fragment);
  if (!isPart) return { type: 'whole', source: address };
  return toTarget(address, null, readFragment(fragment));
}

function toTarget(source: string | null, title: string | null, selected: Selected): Target {
  if (selected.type === 'range') return { ...selected, type: 'passage', source, title };
  if (selected.type !== 'place') return selected;
  return { type: 'passage', source, title, span: spanOf(selected) };
}

function spanOf({ position, words }: Place): LooseSpan {
  const { start = null, end = null } = position ?? {};
  return { start, end, exact: null, ...words };
}

/** Selectors beside each other are several ways to say the same place. */
function selectAll(selectors: readonly unknown[]): Selected {
  const all = selectors.map(select);
  const places = all.filter((each) => each.type === 'place');
  const words = places.find((each) => each.words)?.words ?? null;
  const position = places.find((each) => each.position)?.position ?? null;
  // Beside these a position counts from the beginning of a page or a chapter.
  const isOfPart = selectors.some((each) => isRecord(each) && countsParts(each));
  if (isOfPart && words) return { type: 'place', position: null, words };
  if (isOfPart && position) return unfound('counts from the beginning of a page or a chapter');
  if (words || position) return { type: 'place', position, words };
  return (
    all.find(({ type }) => type === 'range') ??
    all.find(({ type }) => type === 'medium') ??
    all.find(({ type }) => type === 'unfound') ??
    unfound('is empty')
  );
}

function countsParts(selector: JsonObject): boolean {
  return (
    isA(selector, CHAPTERS) ||
    ('value' in selector && /^#?page=/u.test(stringIn(selector['value']) ?? ''))
  );
}

/** @param why what stands in its way, after `its selector` */
function unfound(why: string): Selected {
  const reason = `It says nowhere in the text by position or by words: its selector ${why}.`;
  return { type: 'unfound', reason };
}

/** What one selector says, and those that narrow it. */
function select(value: unknown): Selected {
  if (!isRecord(value)) return unfound('is at another address, where nothing is fetched');
  const refined = listOf(value['refinedBy']);
  const selected = selectAlone(value);
  return refined.length === 0 ? selected : narrow(selected, selectAll(refined));
}

function selectAlone(value: JsonObject): Selected {
  const [type = 'of a type that it does not say'] = typesOf(value);
  switch (type) {
    case 'TextPositionSelector':
      return at(value['start'], value['end']);
    case 'TextQuoteSelector': {
      const [prefix, suffix] = [stringIn(value['prefix']), stringIn(value['suffix'])];
      return placeOf({
        exact: stringIn(value['exact']) ?? '',
        ...(prefix === null ? {} : { prefix }),
        ...(suffix === null ? {} : { suffix }),
      });
    }
    case 'FragmentSelector':
      return readFragment((stringIn(value['value']) ?? '').replace(/^#/u, ''));
    case 'RangeSelector':
      return selectRange(value);
    case 'SvgSelector':
    case 'ShapeSelector':
    case 'MediaTimeSelector':
    case 'PointSelector':
    case 'ImageApiSelector':
      return { type: 'medium' };
    default:
      // The forms of programs for pictures: rectangles, polygons.
      return 'geometry' in value
        ? { type: 'medium' }
        : unfound(`(${type}) says nothing without the page that it was made on`);
  }
}

function placeOf(words: Words): Place {
  return { type: 'place', position: null, words };
}

function at(start: unknown, end: unknown): Place {
  const position = { start: positionIn(start), end: positionIn(end) };
  return { type: 'place', position, words: null };
}

/** From the beginning of one place up to the beginning of another. */
function selectRange(value: JsonObject): Selected {
  const [from, to] = ['startSelector', 'endSelector'].map((name) =>
    name in value ? selectAll(listOf(value[name])) : null,
  );
  if (from?.type !== 'place' || to?.type !== 'place') {
    return unfound('(RangeSelector) is a range of a page, not of its text');
  }
  if (from.position && to.position) return at(from.position.start, to.position.start);
  return { type: 'range', span: { ...spanOf(from), upTo: spanOf(to) } };
}

const MEDIA = /^(?:[^=&]*=[^&]*&)*(?:xywh|t|track|viewrect)=/u;

/** Part of a source as the end of an address says it: RFC 5147 for text, and media fragments. */
function readFragment(fragment: string): Selected {
  const position = /^char=(\d*)(?:,(\d*))?(?:;|$)/u.exec(fragment);
  if (position) {
    const [, start = '', end = ''] = position;
    return end === ''
      ? unfound('does not say where its place ends, or it is between two characters')
      : at(start === '' ? 0 : Number(start), Number(end));
  }
  if (MEDIA.test(fragment)) return { type: 'medium' };
  return unfound('(FragmentSelector) names a part of the page that the text does not show');
}

/** A place inside another one. */
function narrow(outer: Selected, inner: Selected): Selected {
  if (outer.type === 'medium' || inner.type === 'medium') return { type: 'medium' };
  if (inner.type === 'unfound' || inner.type === 'range') return inner;
  if (outer.type === 'unfound' || outer.type === 'range') {
    return inner.words
      ? placeOf(inner.words)
      : unfound('counts from the beginning of a part of the page');
  }
  if (inner.words)
    return placeOf(outer.words ? wordsWithin(outer.words, inner.words) : inner.words);
  const { start, end } = inner.position ?? { start: 0, end: 0 };
  if (outer.words) return cutWords(outer.words, start, end);
  const from = outer.position?.start ?? 0;
  return at(from + start, from + end);
}

/** Words in words, with what stands around them in both. */
function wordsWithin({ exact, prefix = '', suffix = '' }: Words, inner: Words): Words {
  const around = (inner.prefix ?? '') + inner.exact;
  const found = exact.indexOf(around + (inner.suffix ?? ''));
  const start = found < 0 ? exact.indexOf(inner.exact) : found + around.length - inner.exact.length;
  if (start < 0) return inner;
  return {
    exact: inner.exact,
    prefix: prefix + exact.slice(0, start),
    suffix: exact.slice(start + inner.exact.length) + suffix,
  };
}

/** Part of some words; in code points. */
function cutWords(
  { exact, prefix = '', suffix = '' }: Words,
  start: number,
  end: number,
): Selected {
  const map = new CodePointMap(exact);
  if (!(start >= 0 && start < end && end <= map.length)) {
    const reason = 'Its place is outside of the words that it is a part of.';
    return { type: 'unfound', reason };
  }
  const [from, to] = [map.toUtf16(start), map.toUtf16(end)];
  return placeOf({
    exact: exact.slice(from, to),
    prefix: prefix + exact.slice(0, from),
    suffix: exact.slice(to) + suffix,
  });
}
