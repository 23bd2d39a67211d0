import type { ComparedArticle, ComparedItem, Comparison } from '../comparison/comparison.ts';
import { wordDiff, type DiffPart } from '../diff/word-diff.ts';
import { readItem, readReadings, type ComparedEvent } from '../evidence/items.ts';
import { Classifier, type RenderingClass } from '../renderings/class.ts';
import { readArticle, type ArticleReading } from '../texts/article-reading.ts';

const KNOWN = new WeakMap<Comparison, Renderings>();

/**
 * How renderings stand to bases, asked when it is needed and kept: a link that was just made is classed from
 * the two texts, without comparing the event again. One for each comparison.
 */
export class Renderings {
  private readonly classes = new Map<string, RenderingClass>();
  private readonly diffs = new Map<string, readonly DiffPart[]>();
  private readonly readings = new Map<number, ArticleReading>();
  private readonly events = new Map<string, ComparedEvent>();

  constructor(private readonly articles: readonly ComparedArticle[]) {}

  /** Those of a comparison, with what it has computed. */
  static of(comparison: Comparison): Renderings {
    const known = KNOWN.get(comparison);
    if (known) return known;
    const { articles, items, families } = comparison;
    const renderings = new Renderings(articles);
    KNOWN.set(comparison, renderings);
    for (const { base, members } of families) {
      const first = items[base];
      for (const { item, class: known } of members) {
        const other = items[item];
        if (first && other) renderings.classes.set(keyOfPair(other, first), known);
      }
    }
    return renderings;
  }

  classOf(item: ComparedItem, base: ComparedItem): RenderingClass {
    const key = keyOfPair(item, base);
    let found = this.classes.get(key);
    if (found === undefined) {
      found = this.compute(item, base);
      this.classes.set(key, found);
    }
    return found;
  }

  /** What an item has that its base has not, and the other way round. */
  diffOf(item: ComparedItem, base: ComparedItem): readonly DiffPart[] {
    const key = keyOfPair(item, base);
    let found = this.diffs.get(key);
    if (!found) {
      found = wordDiff(base.words, item.words);
      this.diffs.set(key, found);
    }
    return found;
  }

  private compute(item: ComparedItem, base: ComparedItem): RenderingClass {
    if (keyOfPlace(item) === keyOfPlace(base)) return 'base';
    const event = this.eventOf(item.article, base.article);
    const passage = ({ fragments }: ComparedItem) => ({ fragments, speaker: null });
    const inEvent = item.article === base.article ? 0 : 1;
    const first = readItem(event, inEvent, passage(item), 0);
    const second = readItem(event, 0, passage(base), 1);
    return first && second ? new Classifier(event).classOf(first, second) : 'reworded';
  }

  /** Two articles as an event: the base's first. */
  private eventOf(article: number, baseArticle: number): ComparedEvent {
    const key = `${String(baseArticle)} ${String(article)}`;
    let event = this.events.get(key);
    if (!event) {
      const numbers = article === baseArticle ? [baseArticle] : [baseArticle, article];
      event = readReadings(numbers.map((each) => this.readingOf(each)));
      this.events.set(key, event);
    }
    return event;
  }

  private readingOf(article: number): ArticleReading {
    let reading = this.readings.get(article);
    if (!reading) {
      reading = readArticle(this.articles[article]?.text ?? '');
      this.readings.set(article, reading);
    }
    return reading;
  }
}

/** The same for passages at the same place. */
export function keyOfPlace({ article, fragments }: ComparedItem): string {
  return `${String(article)}:${fragments.map(({ start, end }) => `${String(start)}-${String(end)}`).join()}`;
}

function keyOfPair(item: ComparedItem, base: ComparedItem): string {
  return `${keyOfPlace(item)}|${keyOfPlace(base)}`;
}
