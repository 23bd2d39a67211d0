import type { Category } from '../../codebook/codebook.ts';
import { FRAGMENT_LIMIT, NOTE_LIMIT, VALUE_LIMIT, type Annotation } from '../../tags/tag.ts';
import { describeSpan, type Selector } from '../../text/selector.ts';
import { compareSpans, spanHull, type Span } from '../../text/span.ts';
import type { LooseSpan, LooseTag } from '../content/loose.ts';
import type { LossCounter } from '../content/losses.ts';
import { shorten } from '../content/refusals.ts';
import { hasPosition, placeAll } from './find-way.ts';
import type { LabelMatcher } from './labels.ts';
import {
  placeSpan,
  storedSelector,
  type PlacingText,
  type Search,
  type SpanOnText,
} from './place-span.ts';
import type { PlacingProblem } from './placed.ts';
import { compareWords, hasWords } from './same-words.ts';

/** A tag that is sound in itself, as far as it does not depend on the other tags of the file. */
export interface TagOnText {
  readonly annotation: Omit<Annotation, 'id' | 'creator'>;
  /** `null` where it is placed. */
  readonly problem: PlacingProblem | null;
  /** The fragments to be looked for where it is not; none where it is. */
  readonly wanted: readonly Selector[];
  /** Whether its words placed it, or one of its fragments, its position being another. */
  readonly isByWords: boolean;
  /** Whether its words look the same in the file and in the text, and differ in spaces or the like. */
  readonly looksSame: boolean;
}

/** What tags are made with. */
export interface TagTools {
  readonly labels: LabelMatcher;
  /** Counts what cannot be kept of a tag. */
  readonly ignored: LossCounter;
}

/**
 * Makes a tag of what a file says, or says in a sentence why it is none.
 */
export function placeTag(
  tag: LooseTag,
  at: PlacingText,
  { labels, ignored }: TagTools,
  search: Search,
): TagOnText | string {
  if (tag.fragments.length === 0) return 'It has no place in the text.';
  if (tag.fragments.length > FRAGMENT_LIMIT) return `It has more than ${FRAGMENT_LIMIT} parts.`;
  const fragments = placeFragments(tag, at, search);
  if (typeof fragments === 'string') return fragments;
  const category = labels.category(tag.label);
  if (tag.label === '') return 'It has no label, which says of what category it is.';
  if (category === null) return `“${shorten(tag.label)}” cannot be the name of a category.`;
  const spans: [string, SpanOnText][] = [];
  for (const [index, [name, span]] of Object.entries(tag.attributeSpans).entries()) {
    const points = tag.codePoints?.[tag.fragments.length + index];
    const placed = placeValue(span, points, at, fragments.problem ? 'no' : search);
    if (typeof placed === 'string') return placed;
    const attribute = labels.attribute(category, name);
    if (attribute === null) ignored.add('attribute-spans');
    else spans.push([attribute, placed]);
  }
  const problem =
    fragments.problem ?? spans.find(([, placed]) => placed.problem)?.[1].problem ?? null;
  const attributes = placeAttributes(tag, category, { labels, ignored });
  if (typeof attributes === 'string') return attributes;
  if (tag.spansAreValues === true) addWords(attributes, spans);
  if (tag.note.length > NOTE_LIMIT) return 'Its note is too long.';
  // In another version of the text a tag is moved as a whole or stays where its author put it.
  const selectorOf = ({ selector, wanted }: SpanOnText): Selector =>
    problem && at.isOtherVersion ? storedSelector(wanted) : selector;
  return {
    problem,
    wanted: problem ? fragments.spans.map(({ wanted }) => wanted) : [],
    isByWords: problem === null && fragments.spans.some((span) => span.isByWords === true),
    looksSame: problem === null && looksSame(tag, fragments.spans, at),
    annotation: {
      fragments: fragments.spans.map(selectorOf),
      category: category.id,
      attributes,
      attributeSpans: Object.fromEntries(
        spans.map(([attribute, placed]) => [attribute, selectorOf(placed)]),
      ),
      aside: tag.aside ?? {},
      note: tag.note.toWellFormed(),
      confidence: tag.confidence,
      created: (tag.created ?? '').slice(0, 64).toWellFormed(),
      modified: (tag.modified ?? tag.created ?? '').slice(0, 64).toWellFormed(),
    },
  };
}

function looksSame(
  { words }: LooseTag,
  spans: readonly SpanOnText[],
  { text }: PlacingText,
): boolean {
  if (spans.some((span) => span.looksSame === true)) return true;
  if (words === undefined) return false;
  const places = spans.map(({ selector }) => selector);
  return compareWords(text, places, words) === 'looks-same';
}

/** Places the stretch of a value: where the file names its parts, each of them, and what is between. */
function placeValue(
  span: LooseSpan,
  points: Span | undefined,
  at: PlacingText,
  search: Search,
): SpanOnText | string {
  const { parts } = span;
  if (parts === undefined) return placeSpan(span, points, at, search);
  const placed: SpanOnText[] = [];
  for (const part of parts) {
    const each = placeSpan(part, undefined, at, search);
    if (typeof each === 'string' || each.problem) return each;
    placed.push(each);
  }
  const hull = spanHull(placed.map(({ selector }) => selector));
  if (!hull) return 'It has no place in the text.';
  const selector = describeSpan(at.text, hull);
  return { selector, wanted: selector, problem: null };
}

/** Adds the words at the places of attributes that have no value. */
function addWords(
  attributes: Record<string, string>,
  spans: readonly [string, SpanOnText][],
): void {
  for (const [attribute, { selector, problem }] of spans) {
    const isValue = problem === null && selector.exact.length <= VALUE_LIMIT;
    if (isValue && !Object.hasOwn(attributes, attribute)) attributes[attribute] = selector.exact;
  }
}

interface Fragments {
  /** In document order where they are placed. */
  readonly spans: readonly SpanOnText[];
  readonly problem: PlacingProblem | null;
}

function placeFragments(tag: LooseTag, at: PlacingText, search: Search): Fragments | string {
  const { codePoints } = tag;
  const fragments = fragmentsWithWords(tag, at);
  const spans: SpanOnText[] = [];
  let problem: PlacingProblem | null = null;
  for (const [index, fragment] of fragments.entries()) {
    const placed = placeSpan(fragment, codePoints?.[index], at, search);
    if (typeof placed === 'string') return placed;
    problem ??= placed.problem;
    spans.push(placed);
  }
  if (spans.length === 1) return { spans, problem };
  const given = fragments.flatMap(({ start, end }) =>
    start === null || end === null ? [] : [{ start, end }],
  );
  if (overlap(given.sort(compareSpans))) return 'Its parts overlap.';
  const hasAllPlaces = given.length === fragments.length;
  // Where words were looked for, fragments in another order than the file's are another stretch.
  if (!at.isOtherVersion && (hasAllPlaces || problem === null)) {
    spans.sort((a, b) => compareSpans(a.selector, b.selector));
  }
  if (problem === null && overlap(spans.map(({ selector }) => selector))) {
    const exact = spans[0]?.wanted.exact ?? '';
    problem = { type: 'words-elsewhere', exact, found: null, anchor: null };
  }
  return { spans, problem };
}

/** The fragments with the words of each, where the file has those of all in one piece. */
function fragmentsWithWords(
  { fragments, words }: LooseTag,
  { text, positions, isOtherVersion }: PlacingText,
): readonly LooseSpan[] {
  const [first] = fragments;
  if (words === undefined || !first || !fragments.every(hasPosition)) return fragments;
  const places = isOtherVersion ? null : placeAll(positions, fragments);
  if (places && hasWords(text, places, words)) return fragments;
  const parts = splitWords(words, fragments);
  // Words that cannot be told apart are looked for as one stretch.
  if (!parts) return [{ ...first, end: fragments.at(-1)?.end ?? first.end, exact: words }];
  return fragments.map((span, index) => ({ ...span, exact: parts[index] ?? null }));
}

/** The words of each part, told apart by how long they are; `null` where that cannot be. */
function splitWords(words: string, parts: readonly Span[]): readonly string[] | null {
  if (parts.length === 1) return [words];
  const length = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  for (const characters of [Array.from(words), words.split('')]) {
    const glue = characters.length - length;
    if (glue !== 0 && glue !== parts.length - 1) continue;
    let at = 0;
    return parts.map(({ start, end }) => {
      const from = at;
      at += end - start + (glue > 0 ? 1 : 0);
      return characters.slice(from, from + end - start).join('');
    });
  }
  return null;
}

/** Whether one of some spans begins before the end of the one before it. */
function overlap(spans: readonly Span[]): boolean {
  return spans.some(({ start }, index) => index > 0 && start < (spans[index - 1]?.end ?? 0));
}

/** What is kept of the values of a tag's attributes; a sentence where one is too long. */
function placeAttributes(
  { attributes: given }: LooseTag,
  category: Category,
  { labels, ignored }: TagTools,
): Record<string, string> | string {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === '' && labels.dropsEmpty) continue;
    const attribute = labels.attribute(category, name);
    // A name that none can have, or another name of one that has its value.
    if (attribute === null || Object.hasOwn(attributes, attribute)) {
      ignored.add('attributes');
      continue;
    }
    if (value.length > VALUE_LIMIT) return `The value of “${name}” is too long.`;
    attributes[attribute] = labels.value(category, attribute, value).toWellFormed();
  }
  return attributes;
}
