/** How two versions of an article differ, as the places that are looked at one after the other. */
import type { ChangedPart } from '#core/compare/diff/text-changes.ts';
import type { ArticleChanges } from '#core/contract/articles.ts';
import type { DiffPart } from '#core/compare/diff/word-diff.ts';
import { fromJsonText } from '#core/guards/transfer.ts';
import { countOf, grouped } from '#core/numbers.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';
import { spansOverlap, type Span } from '#core/text/span.ts';

/** A tag of one's own in words that changed. */
export interface TouchedTag {
  readonly tag: Tag;
  /** The words that it has in its own version. */
  readonly words: string;
  readonly in: 'before' | 'after';
}

/** One place where versions differ, with some of what stands around it. */
export interface VersionChange {
  /** Begins with words that both have, where there are any. */
  readonly parts: readonly DiffPart[];
  /** Of the earlier and of the later text; empty where one has nothing there. */
  readonly before: Span;
  readonly after: Span;
  readonly touched: readonly TouchedTag[];
}

/** Differences with fewer characters than this between them are one change. */
const NEAR = 40;

/** Characters of what stands around a change. */
const AROUND = 70;

/**
 * The places where two versions differ, in order.
 *
 * @param tags one's own on each text
 */
export function versionChanges(
  changes: ArticleChanges,
  tags: { readonly before: readonly Tag[]; readonly after: readonly Tag[] },
): readonly VersionChange[] {
  const parts = fromJsonText(changes.parts);
  const groups: ChangedPart[][] = [];
  let isNear = false;
  for (const part of parts) {
    if (part.kind === 'equal') {
      isNear = isNear && part.after.end - part.after.start < NEAR;
      if (isNear) groups.at(-1)?.push(part);
      continue;
    }
    if (isNear) groups.at(-1)?.push(part);
    else groups.push([part]);
    isNear = true;
  }
  const touched = touchedTags(changes, tags);
  return groups.map((group) => changeOf(group, changes.texts, touched));
}

function changeOf(
  group: readonly ChangedPart[],
  { before, after }: ArticleChanges['texts'],
  tags: readonly TouchedTag[],
): VersionChange {
  // Words that both have and that nothing follows here stand around it.
  const last = group.findLastIndex(({ kind }) => kind !== 'equal');
  const own = group.slice(0, last + 1);
  const span = (side: 'before' | 'after'): Span => ({
    start: own[0]?.[side].start ?? 0,
    end: own.at(-1)?.[side].end ?? 0,
  });
  const spans = { before: span('before'), after: span('after') };
  const wordsOf = ({ kind, before: was, after: is }: ChangedPart): string =>
    kind === 'deleted' ? before.slice(was.start, was.end) : after.slice(is.start, is.end);
  const around = (kind: DiffPart['kind'], words: string): DiffPart[] =>
    words.trim() === '' ? [] : [{ kind, words: words.trim() }];
  return {
    ...spans,
    parts: [
      ...around('equal', lead(after, spans.after.start)),
      ...own.flatMap((part) => around(part.kind, wordsOf(part))),
      ...around('equal', trail(after, spans.after.end)),
    ],
    touched: tags.filter(({ tag, in: side }) => {
      const hull = tagHull(tag);
      const there = spans[side];
      return (
        spansOverlap(hull, there) ||
        (there.start === there.end && hull.start < there.start && there.start < hull.end)
      );
    }),
  };
}

/** Some of the words before a place, of its own paragraph. */
function lead(text: string, end: number): string {
  const from = Math.max(0, end - AROUND, text.lastIndexOf('\n', end - 1) + 1);
  const words = text.slice(from, end);
  const isCut = from > 0 && text.charAt(from - 1) !== '\n';
  return isCut ? `… ${words.slice(words.search(/\s/u) + 1)}` : words;
}

/** Some of the words behind a place, of its own paragraph. */
function trail(text: string, start: number): string {
  const line = text.indexOf('\n', start);
  const to = Math.min(text.length, start + AROUND, line < 0 ? text.length : line);
  const words = text.slice(start, to);
  const isCut = to < text.length && text.charAt(to) !== '\n';
  return isCut ? `${words.slice(0, Math.max(0, words.search(/\s\S*$/u)))} …` : words;
}

function touchedTags(
  { texts, touchedBefore, touchedAfter }: ArticleChanges,
  tags: { readonly before: readonly Tag[]; readonly after: readonly Tag[] },
): readonly TouchedTag[] {
  const on = (side: 'before' | 'after', ids: readonly string[]): TouchedTag[] => {
    const wanted = new Set(ids);
    return tags[side]
      .filter(({ id }) => wanted.has(id))
      .map((tag) => {
        const words = tag.fragments.map(({ start, end }) => texts[side].slice(start, end));
        return { tag, words: words.join(' … '), in: side };
      });
  };
  return [...on('before', touchedBefore), ...on('after', touchedAfter)];
}

/** How much of an article changed, as a sentence. */
export function changesInWords(
  { words }: Pick<ArticleChanges, 'words'>,
  changes: readonly VersionChange[],
): string {
  if (changes.length === 0) return 'Every word is the same in both versions.';
  const touched = new Set(changes.flatMap((change) => change.touched.map(({ tag }) => tag.id)));
  const tags =
    touched.size === 0
      ? 'none of your tags'
      : countOf(touched.size, 'of your tags', 'of your tags');
  return `${countOf(changes.length, 'change')}: ${countOf(words.inserted, 'word')} added, ${grouped(words.deleted)} taken out, ${grouped(words.equal)} the same. ${asTouch(changes.length)} ${tags}.`;
}

function asTouch(count: number): string {
  return count === 1 ? 'It touches' : 'They touch';
}
