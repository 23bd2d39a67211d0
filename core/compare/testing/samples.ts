// The five sample articles as an event, and what must come out of them.
import { readFileSync } from 'node:fs';

import { passagesOf, readEvent, type ComparedEvent } from '../evidence/items.ts';
import { readArticle, type ArticleReading } from '../texts/article-reading.ts';
import { BY_SURNAME } from './speakers.ts';

/** A stretch of an article: UTF-16, half-open. */
interface Place {
  readonly article: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Gold {
  readonly articles: readonly { readonly id: string; readonly file: string }[];
  readonly quotations: readonly (Place & {
    readonly id: string;
    readonly utterance: string;
    readonly class: string;
    readonly speaker: string;
    readonly asAttributed: string;
  })[];
  readonly sharedPassages: readonly {
    readonly words: number;
    readonly a: Omit<Place, 'text'> & { readonly wordsInMarks: number };
    readonly b: Omit<Place, 'text'> & { readonly wordsInMarks: number };
    readonly kind: string;
    readonly text: string;
  }[];
  readonly claims: readonly (readonly Omit<Place, 'text'>[])[];
  readonly wordCounts: Readonly<Record<string, number>>;
}

export const gold = JSON.parse(
  readFileSync('core/compare/testing/samples-gold.json', 'utf8'),
) as Gold;

export const SAMPLE_READINGS: readonly ArticleReading[] = gold.articles.map(({ file }) =>
  readArticle(readFileSync(`seeds/${file}`, 'utf8')),
);

/** The samples without a single tag: quotations as found, speakers as suggested. */
export function sampleEvent(): ComparedEvent {
  return readEvent(
    SAMPLE_READINGS.map((reading) => ({ reading, passages: passagesOf(reading, []) })),
    BY_SURNAME,
  );
}

/** The number of the item that the gold list calls so: "000-Q2". */
export function itemOf(event: ComparedEvent, id: string): number {
  const quotation = gold.quotations.find((each) => each.id === id);
  const article = gold.articles.findIndex((each) => each.id === quotation?.article);
  const item = event.items.find(
    (each) => each.article === article && each.fragments[0]?.start === quotation?.start,
  );
  if (!item) throw new Error(`The samples have no quotation ${id}.`);
  return item.index;
}

/** What the gold list calls an item. */
export function nameOf(event: ComparedEvent, index: number): string {
  const item = event.items[index];
  const article = gold.articles[item?.article ?? -1]?.id;
  const start = item?.fragments[0]?.start;
  const found = gold.quotations.find((each) => each.article === article && each.start === start);
  return found?.id ?? `${article ?? '?'}@${String(start)}`;
}
