import type { Block } from '../reading.ts';
import { countWords } from './tree/body.ts';
import { bareWords } from './details/headline.ts';
import { parsePage } from './tree/tree.ts';
import { walkPage } from './tree/walk.ts';

/** Text of the article that the page carries and does not show. */
export interface CarriedText {
  readonly blocks: readonly Block[];
  readonly warning: string;
}

/** Fewer words than this are a summary. */
const LEAST_WORDS = 60;

/** Share of the carried text from which on the page shows the article itself. */
const SHOWN_SHARE = 0.6;

/**
 * What JSON-LD has of an article that the page shows only the beginning of, as behind a paywall; `null`
 * where the page shows the article.
 */
export function textOfLinkedData(
  shown: readonly Block[],
  body: string | undefined,
): CarriedText | null {
  if (body === undefined) return null;
  return carriedText(shown, [body], {
    place: 'JSON-LD articleBody',
    why: 'The page does not show it; it stands in its data for search engines (JSON-LD articleBody).',
    from: 'in its data for search engines (JSON-LD articleBody)',
  });
}

/** What the data of a page's scripts have of an article where the page shows none. */
export function textOfScripts(
  shown: readonly Block[],
  texts: readonly string[],
): CarriedText | null {
  const words = shown.reduce((sum, { text }) => sum + countWords(text), 0);
  if (words >= LEAST_WORDS) return null;
  return carriedText(shown, texts, {
    place: 'data of the page’s scripts',
    why: 'The page shows no text; this stands in the data that its scripts draw it from.',
    from: 'in the data of its scripts',
  });
}

function carriedText(
  shown: readonly Block[],
  texts: readonly string[],
  { place, why, from }: { readonly place: string; readonly why: string; readonly from: string },
): CarriedText | null {
  const paragraphs = texts.flatMap(paragraphsOf);
  const carried = paragraphs.reduce((sum, text) => sum + countWords(text), 0);
  const running = shown.filter(({ kind }) => kind !== 'heading');
  const words = running.reduce((sum, { text }) => sum + countWords(text), 0);
  if (carried < LEAST_WORDS || words > carried * SHOWN_SHARE) return null;
  const known = new Set(shown.map(({ text }) => bareWords(text)));
  const blocks = paragraphs.flatMap((text): Block[] => {
    const bare = bareWords(text);
    if (bare === '' || known.has(bare)) return [];
    known.add(bare);
    return [{ kind: 'paragraph', text, part: 'article', why, place }];
  });
  if (blocks.length === 0) return null;
  const warning = `The page itself shows ${Math.round(words)} words of the article. ${blocks.length} more ${
    blocks.length === 1 ? 'paragraph was' : 'paragraphs were'
  } found ${from}; look whether they belong to it.`;
  return { blocks, warning };
}

function paragraphsOf(text: string): string[] {
  if (/<\/?(?:p|br|div|h[1-6]|li)\b[^>]*>/iu.test(text)) {
    const document = parsePage(text, false);
    const walked = document && walkPage(document);
    return (walked?.blocks ?? [])
      .filter(({ hidden }) => hidden === null)
      .map((block) => block.text);
  }
  return text
    .split(/[\n\r\u2028\u2029]+/u)
    .map((line) => line.replace(/^[\t\f ]+|[\t\f ]+$/gu, ''))
    .filter((line) => line !== '');
}
