import type { PageHead } from './head.ts';
import type { PageBlock, WalkedElement, WalkedPage } from '../tree/walk.ts';

/** Words in lower case and nothing else: how titles are held against headings. */
export function bareWords(text: string): string {
  return text
    .slice(0, 2000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Characters that a heading has at least to be known again in a title. */
const LEAST = 8;

/**
 * Index of the headline: the heading that the page's own titles repeat, else the first of the highest
 * level; −1 where there is none. A headline may be said twice; the last before the text counts.
 */
export function findHeadline(page: WalkedPage, head: PageHead): number {
  const titles = [head.article?.headline, head.metas.get('og:title')?.value, head.title]
    .flatMap((title) => (title ? [bareWords(title)] : []))
    .filter((title) => title !== '');
  const isSeen = ({ hidden }: PageBlock) => hidden === null;
  let best = -1;
  for (const [index, block] of page.blocks.entries()) {
    if (block.kind !== 'heading' || !isSeen(block)) continue;
    if (!titles.some((title) => isSame(title, bareWords(block.text)))) continue;
    // Of two that fit, the higher level is the article's and the other a list's.
    if (best < 0 || (block.level ?? 6) < (page.blocks[best]?.level ?? 6)) best = index;
  }
  if (best >= 0) return best;
  return page.blocks.findIndex(
    (each) => each.kind === 'heading' && each.level === 1 && isSeen(each) && !isBeside(each),
  );
}

/** Whether a heading stands in a part of the page that HTML itself sets apart. */
function isBeside({ holder }: PageBlock): boolean {
  let up: WalkedElement | null = holder;
  for (let steps = 0; up && steps < 200; steps += 1, up = up.parent) {
    if (['aside', 'nav', 'footer', 'dialog', 'form'].includes(up.element.tagName)) return true;
  }
  return false;
}

function isSame(title: string, heading: string): boolean {
  if (title === heading) return true;
  if (heading.length < LEAST) return false;
  return title.includes(heading)
    ? heading.length * 2 > title.length
    : title.length >= LEAST * 2 && heading.startsWith(title);
}
