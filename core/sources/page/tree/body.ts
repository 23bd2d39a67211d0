import { isNamedBody, type Sign, signOf } from './signs.ts';
import type { PageBlock, WalkedElement, WalkedPage } from './walk.ts';

/** What the search for the article knows of each element, by its index. */
export interface PageSurvey {
  /** The sign that each element stands under, its own or the nearest above it; `null` for none. */
  readonly signs: readonly (Sign | null)[];
  /** The element that holds the running text. */
  readonly body: WalkedElement;
}

/** Scripts that are written without spaces: two of their characters count for a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** Words in a text, near enough to weigh it. */
export function countWords(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const spaced = text.replace(UNSPACED, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return spaced + unspaced / 2;
}

const SENTENCE_END = /[.!?…。！？۔؟।:;][\p{Pe}\p{Pf}"'\u201d\u2019]*$/u;

export function endsAsSentence(text: string): boolean {
  return SENTENCE_END.test(text);
}

/** Share of a block's characters that are links. */
export function linkShare({ linked, length }: PageBlock): number {
  return length === 0 ? 0 : linked / length;
}

/** How many words of running text a block is; negative for what lists of links are made of. */
export function weightOf(block: PageBlock): number {
  if (block.hidden !== null || block.kind === 'heading') return 0;
  const words = countWords(block.text);
  const share = linkShare(block);
  if (share > 0.6) return -Math.min(words, 5);
  const isSentence = words >= 12 || (words >= 4 && endsAsSentence(block.text));
  return isSentence ? words * (1 - share) : 0;
}

/** Share of the running text that a sign must not hold: it names a wrapper of the whole page. */
const WRAPPER_SHARE = 0.8;

/** From here on an element holds the whole page, whatever it is called. */
const WHOLE = 0.95;

/** Share that a sign must not hold around the headline. */
const HEADLINE_SHARE = 0.3;

/** Below this many words something was taken for something else. */
const LEAST_WORDS = 60;

/** Finds the element that holds the running text, with the signs that count on this page. */
export function surveyPage(page: WalkedPage, headline: number): PageSurvey | null {
  const top = page.elements[0];
  if (!top) return null;
  const holders = elementsAbove(page.blocks[headline]?.holder);
  const own = page.elements.map(({ element }) => signOf(element));
  const whole = weigh(page, weightOf);
  const total = whole[0] ?? 0;
  const strict = signsOf(page, own, whole, total, holders);
  const found =
    weigh(page, (block) => (strict[block.holder.index] === null ? weightOf(block) : 0))[0] ?? 0;
  if (found >= Math.min(LEAST_WORDS, total * 0.3)) {
    return { signs: strict, body: chooseBody(page, strict, headline) };
  }
  // Everything stands under a sign; then only what HTML itself says counts.
  const sures = signsOf(
    page,
    own.map((sign) => (sign?.isSure ? sign : null)),
    whole,
    total,
    holders,
  );
  return { signs: sures, body: chooseBody(page, sures, headline) };
}

function elementsAbove(holder: WalkedElement | undefined): Set<number> {
  const indexes = new Set<number>();
  for (let up: WalkedElement | null = holder ?? null; up; up = up.parent) indexes.add(up.index);
  return indexes;
}

function signsOf(
  page: WalkedPage,
  own: readonly (Sign | null)[],
  whole: Float64Array,
  total: number,
  headlineHolders: ReadonlySet<number>,
): (Sign | null)[] {
  const held = heldByWord(page, own, whole, total);
  const signs: (Sign | null)[] = [];
  for (const { index, parent } of page.elements) {
    const above = parent ? (signs[parent.index] ?? null) : null;
    const sign = own[index] ?? null;
    const isWhole = total > 0 && (whole[index] ?? 0) > total * WHOLE;
    const share = sign && total > 0 ? (held.get(sign) ?? 0) / total : 0;
    const limit = headlineHolders.has(index) ? HEADLINE_SHARE : WRAPPER_SHARE;
    const isTooLong = sign !== null && (whole[index] ?? 0) > sign.most;
    const isWrapper =
      isTooLong || isWhole || (sign !== null && share > (sign.part === 'comment' ? WHOLE : limit));
    signs.push(above ?? (isWrapper ? null : sign));
  }
  return signs;
}

/**
 * Running text under each sign; a name inside one of its own kind is not counted again, unless the outer
 * one holds all of the page and so names nothing.
 */
function heldByWord(
  page: WalkedPage,
  own: readonly (Sign | null)[],
  whole: Float64Array,
  total: number,
): Map<Sign, number> {
  const held = new Map<Sign, number>();
  const above: (ReadonlySet<Sign> | null)[] = [];
  for (const { index, parent } of page.elements) {
    const outer = parent ? (above[parent.index] ?? null) : null;
    const sign = own[index] ?? null;
    const isWhole = (whole[index] ?? 0) > total * WHOLE;
    const isNew = sign !== null && !isWhole && !outer?.has(sign);
    if (isNew) held.set(sign, (held.get(sign) ?? 0) + Math.max(0, whole[index] ?? 0));
    above.push(isNew ? new Set([...(outer ?? []), sign]) : outer);
  }
  return held;
}

/** Sums the weights of blocks up the tree; parents stand before their children. */
function weigh(page: WalkedPage, weight: (block: PageBlock) => number): Float64Array {
  const weights = new Float64Array(page.elements.length);
  for (const block of page.blocks) {
    weights[block.holder.index] = (weights[block.holder.index] ?? 0) + weight(block);
  }
  for (let at = page.elements.length - 1; at > 0; at -= 1) {
    const parent = page.elements[at]?.parent;
    const own = weights[at] ?? 0;
    if (parent && own > 0) weights[parent.index] = (weights[parent.index] ?? 0) + own;
  }
  return weights;
}

/** How much more an element is worth for what it says of itself. */
function bonusOf({ element }: WalkedElement, holdsHeadline: boolean): number {
  const isArticle = element.tagName === 'article';
  const named = isNamedBody(element) ? 1.15 : 1;
  return named * (isArticle ? 1.15 : 1) * (holdsHeadline ? 1.1 : 1);
}

/** Of a page with several articles the one that the headline stands in, if it has a text of its own. */
function articleOf(
  page: WalkedPage,
  running: Float64Array,
  headline: number,
): WalkedElement | null {
  let up: WalkedElement | null = page.blocks[headline]?.holder ?? null;
  while (up && up.element.tagName !== 'article') up = up.parent;
  const weight = up ? (running[up.index] ?? 0) : 0;
  return weight > 100 && weight > (running[0] ?? 0) * 0.25 ? up : null;
}

/** The element with the most running text and the least of anything else. */
function chooseBody(
  page: WalkedPage,
  signs: readonly (Sign | null)[],
  headline: number,
): WalkedElement {
  const isSeen = ({ hidden, holder }: PageBlock) => hidden === null && signs[holder.index] === null;
  const running = weigh(page, (block) => (isSeen(block) ? weightOf(block) : 0));
  const all = weigh(page, (block) => (isSeen(block) ? countWords(block.text) : 0));
  const holders = elementsAbove(page.blocks[headline]?.holder);
  const outer = articleOf(page, running, headline);
  const total = running[0] ?? 0;
  let [best, highest] = [page.elements[0] as WalkedElement, -1];
  for (const walked of page.elements) {
    const weight = running[walked.index] ?? 0;
    if (weight <= 0 || !walked.isBlock) continue;
    if (outer && !isInside(walked, outer)) continue;
    const purity = weight / Math.max(weight, all[walked.index] ?? 0);
    const score = (weight / total) * Math.sqrt(purity) * bonusOf(walked, holders.has(walked.index));
    // Of two that hold the same, the inner one.
    if (score >= highest) [best, highest] = [walked, score];
  }
  return best;
}

export function isInside(holder: WalkedElement, outer: WalkedElement): boolean {
  return holder.index >= outer.index && holder.index < outer.end;
}
