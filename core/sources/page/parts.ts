import type { BlockPart } from '../reading.ts';
import {
  countWords,
  endsAsSentence,
  isInside,
  linkShare,
  surveyPage,
  weightOf,
} from './tree/body.ts';
import type { PageHead } from './details/head.ts';
import { bareWords, findHeadline } from './details/headline.ts';
import { creditOf, isByline, isForeignHeading, phraseOf, pointsElsewhere } from './tree/phrases.ts';
import type { Sign } from './tree/signs.ts';
import type { PageBlock, WalkedElement, WalkedPage } from './tree/walk.ts';

export interface PartOfBlock {
  readonly part: BlockPart;
  readonly why: string;
}

/** A block while its part is being found. */
interface Judged {
  readonly block: PageBlock;
  readonly words: number;
  part: PartOfBlock | null;
}

const article = (why: string): PartOfBlock => ({ part: 'article', why });
const aside = (why: string): PartOfBlock => ({ part: 'aside', why });

/**
 * The part of every block of a page, with the rule that put it there. `marked`: the blocks that
 * Readability takes for the article; it is heard about what stands apart from the paragraphs.
 */
export function findParts(
  page: WalkedPage,
  head: PageHead,
  marked: ReadonlySet<number> | null,
): readonly PartOfBlock[] {
  const headline = findHeadline(page, head);
  const survey = surveyPage(page, headline);
  if (!survey) return [];
  const judged = page.blocks.map((block): Judged => ({
    block,
    words: countWords(block.text),
    part: null,
  }));
  for (const each of judged) {
    const { hidden, holder, text } = each.block;
    if (hidden !== null) each.part = { part: 'hidden', why: hidden };
    else
      each.part =
        signFor(each.block, survey.signs[holder.index]) ??
        phraseOf(text) ??
        (each.block.kind === 'caption' ? creditOf(text) : null);
  }
  const seen = judged.filter(({ block }) => block.hidden === null);
  const main = judged[headline];
  if (main) main.part = article('It is the headline.');
  const body = seen.filter(({ block }) => isInside(block.holder, survey.body));
  markOutside(seen, body, main);
  markAbove(body, main);
  markSections(body, main);
  markTeasers(body, main);
  markLinks(body, main);
  markTail(body);
  if (marked) markUnmarked(judged, body, marked);
  markSetApart(body, survey.body);
  markRepeated(seen, main);
  markEnds(body, main);
  markEmptyHeadings(body, main);
  return judged.map(({ part }) => part ?? article('It stands in the running text of the page.'));
}

/** What an element says of a block; a post that is quoted stands under names for sharing all the same. */
function signFor(block: PageBlock, sign: Sign | null | undefined): PartOfBlock | null {
  if (!sign || (block.kind === 'quote' && sign.part === 'navigation' && !sign.isSure)) return null;
  return { part: sign.part, why: sign.why };
}

/** What does not stand where the running text is; between headline and text a summary or a picture may. */
function markOutside(
  seen: readonly Judged[],
  body: readonly Judged[],
  main: Judged | undefined,
): void {
  const inside = new Set(body);
  const [first, last] = [body[0], body.at(-1)];
  const start = first ? seen.indexOf(first) : 0;
  const end = last ? seen.indexOf(last) : 0;
  const headline = main ? seen.indexOf(main) : -1;
  for (const [index, each] of seen.entries()) {
    if (each.part || inside.has(each)) continue;
    if (headline >= 0 && index > headline && index < start && leadsIn(each)) {
      each.part = article(
        'It stands between the headline and the text, as a summary or a caption does.',
      );
    } else if (index < start) {
      each.part = { part: 'navigation', why: 'It stands before the article.' };
    } else if (index > end) each.part = aside('It stands after the article.');
    else each.part = aside('It stands apart from the article’s text.');
  }
}

/** Share of the running text that must follow the headline, so that it is believed where it stands. */
const BELOW_SHARE = 1 / 3;

/** Lists and headings above the headline are of other articles, or of the page. */
function markAbove(body: readonly Judged[], main: Judged | undefined): void {
  const at = main ? body.indexOf(main) : -1;
  if (at <= 0) return;
  const weight = (some: readonly Judged[]): number =>
    some.filter(isRunning).reduce((sum, { words }) => sum + words, 0);
  if (weight(body.slice(at)) < weight(body) * BELOW_SHARE) return;
  for (const each of body.slice(0, at)) {
    const { kind } = each.block;
    if (kind === 'list-item' || kind === 'heading')
      each.part ??= { part: 'navigation', why: 'It stands above the headline.' };
  }
}

function leadsIn({ block, words }: Judged): boolean {
  if (linkShare(block) > 0.3 || block.kind === 'list-item' || isByline(block.text)) return false;
  return block.kind === 'caption' || (words >= 8 && (endsAsSentence(block.text) || words >= 15));
}

/** Headings such as “Related” and what stands under them. */
function markSections(body: readonly Judged[], main: Judged | undefined): void {
  let section: Section | null = null;
  let textBefore: Judged | null = null;
  for (const [index, each] of body.entries()) {
    const { block } = each;
    if (each === main || (section && endsSection(section, each, textBefore))) section = null;
    if (!each.part && section) {
      each.part = aside(`It stands under “${section.heading.text.slice(0, 60)}”.`);
    } else if (
      !each.part &&
      (isHeadingLike(block) || isLabelOfList(block, body[index + 1]?.block)) &&
      isForeignHeading(block.text) &&
      each !== main
    ) {
      section = {
        heading: block,
        own: ownContainer(block, body[index + 1]?.block, textBefore?.block ?? null),
      };
      each.part = aside('It is the heading of something that is not the article.');
    }
    if (isRunning(each)) textBefore = each;
  }
}

interface Section {
  readonly heading: PageBlock;
  /** The element that holds the heading and what belongs to it and no text before it. */
  readonly own: WalkedElement | null;
}

const isHeadingLike = (block: PageBlock): boolean =>
  block.kind === 'heading' || (block.kind === 'paragraph' && block.bold === block.length);

/** A few words in a place of their own with a list under them. */
const isLabelOfList = (block: PageBlock, next: PageBlock | undefined): boolean =>
  next?.kind === 'list-item' && block.kind === 'paragraph' && !isParagraph(block);

/** Elements between a heading and what it shares with the next block. */
const DEEPEST = 100;

function ownContainer(
  heading: PageBlock,
  next: PageBlock | undefined,
  before: PageBlock | null,
): WalkedElement | null {
  let up: WalkedElement | null = heading.holder;
  for (let steps = 0; up && next && !isInside(next.holder, up); steps += 1, up = up.parent) {
    if (steps > DEEPEST) return null;
  }
  return up && !(before && isInside(before.holder, up)) ? up : null;
}

/** Whether the article goes on: behind the section's own element, with a heading as high or with text. */
function endsSection({ heading, own }: Section, each: Judged, before: Judged | null): boolean {
  const { block, words } = each;
  if (own) return !isInside(block.holder, own);
  if (block.kind === 'heading') {
    return (block.level ?? 6) <= (heading.level ?? 6) && linkShare(block) < 0.5;
  }
  if (linkShare(block) >= 0.3 || block.kind === 'list-item') return false;
  return words >= 20 || (words >= 8 && before !== null && isBesides(each, before));
}

/** Words of a card that leads to another article: its heading, a sentence or two. */
const TEASER_WORDS = 70;

/** Share of the running text from which on cards are what the article is made of: a list with links. */
const CARDS_SHARE = 0.4;

/** A heading that is a link, in an element of its own with a sentence or two. */
function markTeasers(body: readonly Judged[], main: Judged | undefined): void {
  const teasers = teasersIn(body, main);
  const words = (some: readonly Judged[]): number =>
    some.filter(isRunning).reduce((sum, each) => sum + each.words, 0);
  if (words([...teasers]) > words(body) * CARDS_SHARE) return;
  for (const each of teasers)
    each.part = aside('It is a teaser: its heading leads to another article.');
}

function teasersIn(body: readonly Judged[], main: Judged | undefined): ReadonlySet<Judged> {
  const teasers = new Set<Judged>();
  let before: PageBlock | null = null;
  for (const [index, each] of body.entries()) {
    const { block } = each;
    if (each.part || teasers.has(each)) continue;
    if (block.kind === 'heading' && each !== main && linkShare(block) > 0.9) {
      const card = ownContainer(block, body[index + 1]?.block, before);
      const inCard = body
        .slice(index, index + 12)
        .filter((other) => card && isInside(other.block.holder, card));
      const words = inCard.reduce((sum, other) => sum + other.words, 0);
      if (inCard.length < 12 && words <= TEASER_WORDS) {
        for (const other of inCard) if (!other.part) teasers.add(other);
      }
    }
    if (!teasers.has(each) && weightOf(block) > 0) before = block;
  }
  return teasers;
}

/** Share of the text from which on one element is where its paragraphs stand. */
const MAIN_SHARE = 0.8;

/** What follows when the paragraphs of the text have ended, in an element beside theirs. */
function markTail(body: readonly Judged[]): void {
  const held = new Map<WalkedElement | null, number>();
  let total = 0;
  for (const { block, part } of body) {
    const weight = part ? 0 : Math.max(0, weightOf(block));
    const { around } = block.holder;
    held.set(around, (held.get(around) ?? 0) + weight);
    total += weight;
  }
  const [holder, most] = [...held].reduce((a, b) => (b[1] > a[1] ? b : a), [null, 0]);
  if (!holder || most < total * MAIN_SHARE) return;
  const last = body.findLastIndex(({ block, part }) => !part && isInside(block.holder, holder));
  for (const each of body.slice(last + 1)) {
    each.part ??= aside('It stands after the last paragraph of the text, in a place of its own.');
  }
}

/** Share of the text that Readability must find too, so that it is heard about the rest. */
const AGREED = 0.9;

/** What stands apart from the paragraphs and Readability leaves out, too. */
function markUnmarked(
  judged: readonly Judged[],
  body: readonly Judged[],
  marked: ReadonlySet<number>,
): void {
  const both = new Set([...marked].map((index) => judged[index]));
  const [kept, agreed] = [
    body.filter(isRunning),
    body.filter((each) => isRunning(each) && both.has(each)),
  ];
  const sum = (some: readonly Judged[]) => some.reduce((words, each) => words + each.words, 0);
  if (sum(agreed) < sum(kept) * AGREED) return;
  const text = agreed.reduce<Judged | undefined>(
    (a, b) => (a && a.words > b.words ? a : b),
    undefined,
  );
  // A summary stands before the paragraphs, and is the article's.
  const start = body.findIndex((each) => agreed.includes(each));
  for (const each of body.slice(start)) {
    const { kind } = each.block;
    if (each.part || both.has(each) || (kind !== 'paragraph' && kind !== 'list-item')) continue;
    if (!isBesides(each, text)) {
      each.part = aside('It stands apart from the paragraphs, and Readability leaves it out, too.');
    }
  }
}

/**
 * Lines that are nothing but links, and those that say where to read on. Of a list that the text announces
 * every item is the article's.
 */
function markLinks(body: readonly Judged[], main: Judged | undefined): void {
  let isAnnounced = false;
  for (const each of body) {
    const { block, words } = each;
    if (block.kind !== 'list-item') isAnnounced = announces(each);
    if (each.part || each === main) continue;
    const share = linkShare(block);
    if (block.kind === 'heading') {
      if (block.holder.item >= 0 && share > 0.9) each.part = aside('It is nothing but a link.');
      continue;
    }
    if (isAnnounced && block.kind === 'list-item') continue;
    if (/^\s*https?:\/\/\S+\s*$/u.test(block.text) && !isBesides(each, body.find(isRunning))) {
      each.part = { part: 'metadata', why: 'It is an address and nothing else.' };
    } else if (pointsElsewhere(block.text) && (share > 0.3 || words < 6)) {
      each.part = aside('It points to another article.');
    } else if (share > 0.9 && words < (endsAsSentence(block.text) ? 9 : 20)) {
      each.part = aside('It is nothing but a link.');
    } else if (share > 0.75 && words < 12) each.part = aside('It is little more than links.');
  }
}

/** Whether a paragraph of the text ends in a colon. */
const announces = (each: Judged): boolean =>
  isRunning(each) && each.words >= 6 && /[:：]\s*$/u.test(each.block.text);

/** Words that stand apart in a text of paragraphs: labels, credits, controls. */
function markSetApart(body: readonly Judged[], root: WalkedElement): void {
  let paragraphs = 0;
  let running = 0;
  for (const { block, part } of body) {
    if (part) continue;
    const weight = Math.max(0, weightOf(block));
    running += weight;
    if (isParagraph(block)) paragraphs += weight;
  }
  if (running === 0 || paragraphs < running * 0.7) return;
  for (const each of body) {
    const { block, words } = each;
    if (each.part || block.kind !== 'paragraph' || isParagraph(block)) continue;
    if (
      words < 12 &&
      !(endsAsSentence(block.text) && words > 5) &&
      block.holder.around !== root.parent
    ) {
      each.part = aside('A few words that stand apart from the paragraphs.');
    }
  }
}

const isParagraph = ({ holder }: PageBlock): boolean =>
  holder.insideLine || holder.item >= 0 || holder.quote > 0 || holder.row >= 0;

/** Captions that are said twice, as galleries do, and the text where a page has it again for other screens. */
function markRepeated(seen: readonly Judged[], main: Judged | undefined): void {
  const known = new Set<string>();
  let captions = '\n';
  const kept = seen.filter(({ part }) => !part || part.part === 'article');
  const copies = copiesIn(kept);
  for (const each of kept) {
    const { kind, text } = each.block;
    if (copies.has(each)) each.part = aside(SAID);
    if (each.words < 4 || (kind !== 'caption' && kind !== 'heading')) continue;
    const words = bareWords(text);
    const cut = kind === 'caption' ? CUT.exec(text)?.[1] : undefined;
    const isCut = cut !== undefined && captions.includes(`\n${bareWords(cut)}`);
    if ((known.has(words) || isCut) && each !== main && kind === 'caption') each.part = aside(SAID);
    known.add(words);
    if (kind === 'caption') captions += `${words}\n`;
  }
}

const SAID = 'It says the same as a block before it.';

/** Words of a paragraph that is counted; paragraphs and share of the text that must be there again. */
const COPY = { words: 12, paragraphs: 3, share: 0.8 } as const;

/** Paragraphs of a text that stands more than once on its page; an interview repeats single questions. */
function copiesIn(kept: readonly Judged[]): ReadonlySet<Judged> {
  const first = new Map<string, Judged>();
  const again = new Set<Judged>();
  const copies = new Set<Judged>();
  for (const each of kept) {
    if (each.words < COPY.words || weightOf(each.block) <= 0) continue;
    const words = bareWords(each.block.text);
    const before = first.get(words);
    first.set(words, before ?? each);
    if (!before) continue;
    copies.add(each);
    again.add(before);
  }
  const sum = (some: Iterable<Judged>): number =>
    [...some].reduce((words, each) => words + each.words, 0);
  const isWhole = again.size >= COPY.paragraphs && sum(again) > sum(first.values()) * COPY.share;
  return isWhole ? copies : new Set();
}

/** A caption of which only the beginning is shown. */
const CUT = /^(.{40,}?)\s*(?:\.\.\.|…)\s*(?:more|mehr|plus|más|ещё)?\s*$/isu;

const isRunning = ({ part, block }: Judged): boolean => !part && weightOf(block) > 0;

/** What stands before the first sentence of the text and after the last one. */
function markEnds(body: readonly Judged[], main: Judged | undefined): void {
  const first = body.findIndex(isRunning);
  const last = body.findLastIndex(isRunning);
  for (const [index, each] of body.entries()) {
    if (each.part || each === main) continue;
    const { block } = each;
    const isEdge = first >= 0 && (index < first || index > last) && each.words < 25;
    if (first >= 0 && isByline(block.text) && index < first + 2) {
      each.part = { part: 'metadata', why: 'It names the author.' };
    } else if (
      isEdge &&
      block.kind === 'paragraph' &&
      !isBesides(each, body[index < first ? first : last])
    ) {
      each.part =
        index < first
          ? { part: 'metadata', why: 'A few words before the first sentence of the text.' }
          : aside('A few words after the last sentence of the text.');
    } else if (first >= 0 && index > last && block.kind === 'heading') {
      each.part = aside('A heading with no text under it.');
    }
  }
}

/** Whether a line is one of the lines that the text is made of. */
function isBesides({ block }: Judged, text: Judged | undefined): boolean {
  if (!text || !isParagraph(block) || !isParagraph(text.block)) return false;
  return block.holder.around === text.block.holder.around;
}

/** Headings of which nothing is left that stood under them. */
function markEmptyHeadings(body: readonly Judged[], main: Judged | undefined): void {
  let next: Judged | null = null;
  for (const each of body.toReversed()) {
    const { block } = each;
    if (each.part && each.part.part !== 'article') continue;
    if (block.kind === 'heading' && each !== main) {
      const isEmpty =
        !next || (next.block.kind === 'heading' && (next.block.level ?? 6) < (block.level ?? 6));
      if (isEmpty) {
        each.part = aside('A heading with no text under it.');
        continue;
      }
    }
    next = each;
  }
}
