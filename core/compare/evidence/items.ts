import { lastWhere } from '../../collections/search.ts';
import { compareSpans, spansOverlap, type Span } from '../../text/span.ts';
import { paragraphIndexAt } from '../../text/paragraphs.ts';
import { wordsWithin, type ArticleReading } from '../texts/article-reading.ts';
import { weighWords, type EventWords } from '../words/event-words.ts';
import { SpeakerTable, type Speakers } from './speakers.ts';

/** A quotation, tag or linked passage to be compared. Offsets in UTF-16 code units, half-open. */
export interface Passage {
  /** In document order, at least one. */
  readonly fragments: readonly Span[];
  /** The tag's speaker, else the suggested one; `null` for nobody known. */
  readonly speaker: string | null;
  /** Present when it is a tag: that it has no speaker is then what the text says. */
  readonly isTagged?: true;
}

/** A quotation with all that comparing it asks for. */
export interface Item extends Passage {
  /** Its place in the list of items. */
  readonly index: number;
  /** The number of its article in the event. */
  readonly article: number;
  /** Number of words. */
  readonly length: number;
  /** Its words in order; of one too long the first and the last. */
  readonly stems: Uint32Array;
  readonly keys: Uint32Array;
  /** 1 for a word with a capital. */
  readonly capitals: Uint8Array;
  /** Index from which on the words do not follow those before them; `length` for none. */
  readonly seam: number;
  /** Sum of the weights of the words above. */
  readonly weight: number;
  readonly content: number;
  readonly speakerId: number;
  readonly isNameLike: boolean;
  /** Content stems of the sentences around it, outside all marks, each once. */
  readonly around: Uint32Array;
  readonly aroundWeight: number;
}

/** Words that are compared of each end of a quotation longer than twice as many. */
const KEPT_OF_AN_END = 200;
/** Letters of a long word. */
const LONG_WORD = 4;
/** The share of long words without a capital in a line that is no headline. */
const SMALL_SHARE = 1 / 3;

/** What is compared of a text by itself: its outer quotations, and in place of those with a tag the tags. */
export function passagesOf(reading: ArticleReading, tagged: readonly Passage[]): Passage[] {
  const tags = tagged.flatMap(({ fragments }) => fragments).sort(compareSpans);
  const ends = runningMaxima(tags);
  const untagged = reading.quotations.filter((quotation) => {
    // Every tag that may reach the quotation begins before its end.
    for (let at = lastWhere(tags, ({ start }) => start < quotation.end); at >= 0; at -= 1) {
      const tag = tags[at];
      if (tag && spansOverlap(tag, quotation)) return false;
      if ((ends[at] ?? 0) <= quotation.start) return true;
    }
    return true;
  });
  return [...tagged, ...untagged].sort(
    (a, b) => (a.fragments[0]?.start ?? 0) - (b.fragments[0]?.start ?? 0),
  );
}

function runningMaxima(spans: readonly Span[]): number[] {
  let maximum = 0;
  return spans.map(({ end }) => (maximum = Math.max(maximum, end)));
}

/** The texts of an event with what all items of it are read with. */
export interface EventReading {
  readonly articles: readonly ArticleReading[];
  readonly words: EventWords;
  readonly speakers: SpeakerTable;
}

/** An event and every passage of it, those of each article in order. */
export interface ComparedEvent extends EventReading {
  readonly items: readonly Item[];
}

/** Makes the articles of an event, each with its passages, ready to be compared. */
export function readEvent(
  articles: readonly { readonly reading: ArticleReading; readonly passages: readonly Passage[] }[],
  speakers: Speakers,
): ComparedEvent {
  const readings = articles.map(({ reading }) => reading);
  const event = {
    articles: readings,
    words: weighWords(readings),
    speakers: new SpeakerTable(speakers),
  };
  const items: Item[] = [];
  for (const [article, { passages }] of articles.entries()) {
    for (const passage of passages) {
      const item = readItem(event, article, passage, items.length);
      if (item) items.push(item);
    }
  }
  return { ...event, items };
}

/** Some texts as an event without a passage and without speakers. */
export function readReadings(articles: readonly ArticleReading[]): ComparedEvent {
  return readEvent(
    articles.map((reading) => ({ reading, passages: [] })),
    { isPerson: () => false, samePerson: () => 'unknown' },
  );
}

/** One passage made ready to be compared; `null` where the event has no such article. */
export function readItem(
  event: EventReading,
  article: number,
  passage: Passage,
  index: number,
): Item | null {
  const reading = event.articles[article];
  const stemsOfText = event.words.stems[article];
  const keysOfText = event.words.keys[article];
  if (!reading || !stemsOfText || !keysOfText) return null;
  const all = wordsOf(reading, passage.fragments);
  const kept = keptOf(all);
  const stems = Uint32Array.from(kept, (at) => stemsOfText[at] ?? 0);
  const { weights, isContent } = event.words;
  let weight = 0;
  let content = 0;
  for (const stem of stems) {
    weight += weights[stem] ?? 0;
    content += isContent[stem] ?? 0;
  }
  const around = contentAround(event.words, reading, stemsOfText, passage.fragments);
  return {
    ...passage,
    index,
    article,
    length: all.length,
    stems,
    keys: Uint32Array.from(kept, (at) => keysOfText[at] ?? 0),
    capitals: Uint8Array.from(kept, (at) => reading.words.capitals[at] ?? 0),
    seam: kept.length < all.length ? KEPT_OF_AN_END : kept.length,
    weight,
    content,
    speakerId: event.speakers.idOf(passage.speaker),
    isNameLike: isNameLike(reading, all),
    around,
    aroundWeight: around.reduce((sum, stem) => sum + (weights[stem] ?? 0), 0),
  };
}

/** The numbers of the words in some fragments. */
function wordsOf(reading: ArticleReading, fragments: readonly Span[]): number[] {
  const words: number[] = [];
  for (const fragment of fragments) {
    const { from, to } = wordsWithin(reading, fragment);
    for (let word = from; word < to; word += 1) words.push(word);
  }
  return words;
}

function keptOf(words: number[]): number[] {
  if (words.length <= 2 * KEPT_OF_AN_END) return words;
  return [...words.slice(0, KEPT_OF_AN_END), ...words.slice(-KEPT_OF_AN_END)];
}

/** The number in its article of each word of an item that is compared. */
export function comparedWords(event: EventReading, item: Item): readonly number[] {
  const reading = event.articles[item.article];
  return reading ? keptOf(wordsOf(reading, item.fragments)) : [];
}

/** The content stems of the sentences that some fragments stand in, without those in marks. */
function contentAround(
  { isContent }: EventWords,
  reading: ArticleReading,
  stems: Uint32Array,
  fragments: readonly Span[],
): Uint32Array {
  const { sentences } = reading;
  const found = new Set<number>();
  let done = -1;
  for (const fragment of fragments) {
    const first = Math.max(
      lastWhere(sentences, ({ start }) => start <= fragment.start),
      done + 1,
    );
    for (let at = first; at < sentences.length; at += 1) {
      const sentence = sentences[at];
      if (!sentence || sentence.start >= fragment.end) break;
      done = at;
      const { from, to } = wordsWithin(reading, sentence);
      for (let word = from; word < to; word += 1) {
        const stem = stems[word] ?? 0;
        if (isContent[stem] !== 1 || reading.marks[word] !== 0) continue;
        const start = reading.words.starts[word] ?? 0;
        if (fragments.some((each) => each.start <= start && start < each.end)) continue;
        found.add(stem);
      }
    }
  }
  return Uint32Array.from(found).sort();
}

/**
 * Whether every longer word has a capital, in a line where others have none: the name of a
 * programme or a book, a slogan. In German, where nouns have one, no shorter word may be without:
 * "Schlag ins Gesicht" is no name.
 */
function isNameLike(reading: ArticleReading, words: readonly number[]): boolean {
  const { starts, ends, capitals } = reading.words;
  if (reading.language === 'de' && words.some((word) => capitals[word] !== 1)) return false;
  const isLong = (word: number): boolean => (ends[word] ?? 0) - (starts[word] ?? 0) >= LONG_WORD;
  const long = words.filter(isLong);
  const [first] = long;
  if (first === undefined || long.some((word) => capitals[word] !== 1)) return false;
  const line = reading.lines[paragraphIndexAt(reading.lines, starts[first] ?? 0)];
  if (!line) return false;
  const { from, to } = wordsWithin(reading, line);
  let all = 0;
  let small = 0;
  for (let word = from; word < to; word += 1) {
    if (!isLong(word)) continue;
    all += 1;
    if (capitals[word] !== 1) small += 1;
  }
  return small >= SMALL_SHARE * all;
}
