import { weightOf } from './body.ts';
import { isHiddenByPage } from './visibility.ts';
import type { PageBlock, WalkedPage } from './walk.ts';

/** Words of running text: below the first a page shows no article, from the second on one is hidden in it. */
const WORDS = { shown: 60, hidden: 200 } as const;

/**
 * The page as its scripts would show it, where it was saved before they ran: it shows no text, and holds one
 * in elements that are hidden until then. `null` for every other page.
 */
export function shownByScripts(page: WalkedPage): WalkedPage | null {
  const sum = (blocks: readonly PageBlock[]): number =>
    blocks.reduce((words, block) => words + Math.max(0, weightOf({ ...block, hidden: null })), 0);
  const shown = page.blocks.filter(({ hidden }) => hidden === null);
  const held = page.blocks.filter(({ hidden }) => hidden !== null && isHiddenByPage(hidden));
  if (sum(shown) >= WORDS.shown || sum(held) < WORDS.hidden) return null;
  const revealed = new Set(held);
  return {
    ...page,
    blocks: page.blocks.map((block) => (revealed.has(block) ? { ...block, hidden: null } : block)),
  };
}
