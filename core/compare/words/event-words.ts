import type { WordTable } from './word-table.ts';

/** What a function word weighs, as a share of what a content word as frequent does. */
const FUNCTION_SHARE = 0.1;

/** One text of an event: its words, and the number of its first word in each sentence. */
export interface TextOfEvent {
  readonly words: WordTable;
  /** Index of the first word of every sentence, in order. */
  readonly sentenceStarts: Uint32Array;
}

/**
 * The stems and keys of all texts of an event as numbers, and what each stem weighs. A stem that
 * stands in `d` of the event's `n` different sentences weighs `ln(1 + n / d) / ln(1 + n)`: 1 where it stands
 * once, near a tenth where it stands everywhere; a function word a tenth of that. A sentence
 * that several articles have word for word counts once: copied text makes no word commoner.
 */
export interface EventWords {
  /** By stem. */
  readonly weights: Float64Array;
  /** 1 for the stem of content words. */
  readonly isContent: Uint8Array;
  /** For each text, the stem of each of its words. */
  readonly stems: readonly Uint32Array[];
  /** For each text, the key of each of its words. */
  readonly keys: readonly Uint32Array[];
  /** The text of a key, by its number. */
  readonly keyTexts: readonly string[];
}

export function weighWords(texts: readonly TextOfEvent[]): EventWords {
  const stems = new Numbers();
  const keys = new Numbers();
  const isContent: number[] = [];
  const counts: number[] = [];
  const lastSentence: number[] = [];
  const stemsOfTexts: Uint32Array[] = [];
  const keysOfTexts: Uint32Array[] = [];
  let sentences = 0;
  const known = new Set<string>();
  for (const { words, sentenceStarts } of texts) {
    // A function word and a content word never meet in one stem: "will" and "willing".
    const stemOfWord = words.vocabulary.map(({ stem, isContent: content }) => {
      const id = stems.of(content ? stem : ` ${stem}`);
      isContent[id] = content ? 1 : 0;
      return id;
    });
    const keyOfWord = words.vocabulary.map(({ key }) => keys.of(key));
    const stemsOfText = words.ids.map((id) => stemOfWord[id] ?? 0);
    stemsOfTexts.push(stemsOfText);
    const keysOfText = words.ids.map((id) => keyOfWord[id] ?? 0);
    keysOfTexts.push(keysOfText);
    for (const [index, from] of sentenceStarts.entries()) {
      const to = sentenceStarts[index + 1] ?? stemsOfText.length;
      const sentence = keysOfText.subarray(from, to).join(' ');
      if (known.has(sentence)) continue;
      known.add(sentence);
      sentences += 1;
      for (const stem of stemsOfText.subarray(from, to)) {
        if (lastSentence[stem] === sentences) continue;
        lastSentence[stem] = sentences;
        counts[stem] = (counts[stem] ?? 0) + 1;
      }
    }
  }
  const weights = Float64Array.from(
    { length: stems.size },
    (_, stem) =>
      weightOf(sentences, counts[stem] ?? 1) * (isContent[stem] === 1 ? 1 : FUNCTION_SHARE),
  );
  return {
    weights,
    isContent: Uint8Array.from(isContent),
    stems: stemsOfTexts,
    keys: keysOfTexts,
    keyTexts: keys.names,
  };
}

/** The weight of a word that stands in `count` of `sentences` sentences. */
export function weightOf(sentences: number, count: number): number {
  return Math.log(1 + sentences / count) / Math.log(1 + sentences);
}

/** Numbers for texts, from 0 in order of appearance. */
class Numbers {
  readonly names: string[] = [];
  private readonly ids = new Map<string, number>();

  get size(): number {
    return this.names.length;
  }

  of(name: string): number {
    let id = this.ids.get(name);
    if (id === undefined) {
      id = this.names.push(name) - 1;
      this.ids.set(name, id);
    }
    return id;
  }
}
