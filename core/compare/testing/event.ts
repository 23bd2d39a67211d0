import { passagesOf, readEvent, type ComparedEvent, type Passage } from '../evidence/items.ts';
import { readArticle } from '../texts/article-reading.ts';
import { BY_SURNAME } from './speakers.ts';

/** An event of articles as text, without tags. */
export function eventOf(...texts: readonly string[]): ComparedEvent {
  const articles = texts.map((text) => {
    const reading = readArticle(text);
    return { reading, passages: passagesOf(reading, []) };
  });
  return readEvent(articles, BY_SURNAME);
}

/** An event of articles whose quotations have these speakers, in order; `null` for nobody. */
export function eventWithSpeakers(
  ...articles: readonly { readonly text: string; readonly speakers: readonly (string | null)[] }[]
): ComparedEvent {
  return readEvent(
    articles.map(({ text, speakers }) => {
      const reading = readArticle(text);
      const passages = reading.quotations.map(({ fragments }, index): Passage => ({
        fragments,
        speaker: speakers[index] ?? null,
      }));
      return { reading, passages };
    }),
    BY_SURNAME,
  );
}

/** The words of an item with its marks. */
export function textOf(event: ComparedEvent, index: number): string {
  const item = event.items[index];
  const text = event.articles[item?.article ?? -1]?.text ?? '';
  return (item?.fragments ?? []).map(({ start, end }) => text.slice(start, end)).join(' … ');
}
