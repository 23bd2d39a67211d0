import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

import { articleOf, read } from './read.ts';

/** How much of an article was kept and how much else, in words. */
export interface Accuracy {
  /** Words of the article; those of them that were kept; all that were kept. */
  readonly words: number;
  readonly right: number;
  readonly kept: number;
}

export interface PageAccuracy {
  readonly page: string;
  readonly ours: Accuracy;
  readonly readability: Accuracy;
}

/** Words in lower case; each character of Chinese and Japanese is one. */
function wordsOf(text: string): string[] {
  const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
  return text.normalize('NFKC').toLowerCase().match(word) ?? [];
}

function compare(truth: string, found: string): Accuracy {
  const left = new Map<string, number>();
  const [words, kept] = [wordsOf(truth), wordsOf(found)];
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1);
  let right = 0;
  for (const word of kept) {
    const count = left.get(word) ?? 0;
    if (count > 0) right += 1;
    left.set(word, count - 1);
  }
  return { words: words.length, right, kept: kept.length };
}

/** What Readability by itself takes for the article; lines are kept apart, so that no words run together. */
function readabilityAlone(html: string): string {
  const { document } = parseHTML(
    html.replace(/<\/(?:p|div|h\d|li|td|th|tr)>|<br\s*\/?>/giu, ' $&'),
  );
  return new Readability(document).parse()?.textContent ?? '';
}

/** Reads every made page of a folder in both ways. */
export function measurePages(folder: string): PageAccuracy[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'));
  return names.toSorted().map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    const truth = readFileSync(path.join(folder, name.replace(/\.html$/u, '.txt')), 'utf8');
    const found = articleOf(
      read(bytes, { name: name === 'xhtml.html' ? 'page.xhtml' : name }),
    ).join('\n');
    return {
      page: name.replace(/\.html$/u, ''),
      ours: compare(truth, found),
      readability: compare(truth, readabilityAlone(bytes.toString('utf8'))),
    };
  });
}

/** All pages together. */
export function sumOf(measured: readonly Accuracy[]): Accuracy {
  return measured.reduce((a, b) => ({
    words: a.words + b.words,
    right: a.right + b.right,
    kept: a.kept + b.kept,
  }));
}

/** Shares of the article's words that were kept, and of what was kept that is not the article's. */
export function sharesOf({ words, right, kept }: Accuracy): { kept: number; foreign: number } {
  return { kept: right / words, foreign: kept === 0 ? 0 : 1 - right / kept };
}
