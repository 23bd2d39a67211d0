import { createHash, hash } from 'node:crypto';

import { makeCodecTools } from '../../../exchange/content/codec-tools.ts';
import type { SourceTools } from '../../reader.ts';
import type { Block, Reading, ReadOptions } from '../../reading.ts';
import { readPage, type PageOrigin } from '../read-page.ts';

export const tools: SourceTools = {
  ...makeCodecTools(hash, TextDecoder, TextEncoder),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

/** Reads a page that must be readable. */
export function read(
  source: Uint8Array | string,
  origin: Partial<PageOrigin> = {},
  options: ReadOptions = {},
): Reading {
  const reading = readPage(source, { name: 'page.html', ...origin }, options, tools);
  if (!reading.ok) throw new Error(reading.error.detail);
  return reading.value;
}

/** Why a page is refused. */
export function refusal(source: Uint8Array | string, origin: Partial<PageOrigin> = {}) {
  const reading = readPage(source, { name: 'page.html', ...origin }, {}, tools);
  return reading.ok ? null : reading.error;
}

export const articleOf = (reading: Reading): string[] =>
  reading.blocks.filter(({ part }) => part === 'article').map(({ text }) => text);

export function blockWith(reading: Reading, words: string): Block {
  const found = reading.blocks.find(({ text }) => text.includes(words));
  if (!found) throw new Error(`No block has “${words}”.`);
  return found;
}

/** Sentences of a made-up article, so that a page has a text for its rules to find. */
export const STORY = [
  'The council of Eastmere voted on Tuesday evening to close the old ferry pier for at least two winters.',
  'Engineers had found cracks in three of its nine piles, and the harbour master called the crossing unsafe.',
  'Shopkeepers on the north bank fear that fewer visitors will come while the boats land a mile away.',
  'A bus is to run between the two landings every twenty minutes, the council said in a statement.',
] as const;

/** A page with an article of these paragraphs and what else stands in it. */
export function pageOf(
  inside: string,
  { head = '', before = '', after = '' }: { head?: string; before?: string; after?: string } = {},
): string {
  const story = STORY.map((text) => `<p>${text}</p>`);
  return `<!doctype html><html lang="en"><head><title>Pier closes</title>${head}</head><body>${before}<main><article><h1>Pier closes for two winters</h1>${story.slice(0, 2).join('')}${inside}${story.slice(2).join('')}</article></main>${after}</body></html>`;
}
