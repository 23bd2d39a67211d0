// How one passage differs from another, word by word. What the difference means is for the findings.
import { diffArrays } from 'diff';

import { readWords } from '../words/word-table.ts';

/** A stretch of words as they stand in the passage that has them. */
export interface DiffPart {
  readonly kind: 'equal' | 'inserted' | 'deleted';
  /** Of the rendering; of the base where they stand only there. Without white space around them. */
  readonly words: string;
}

/** Words that may differ before two passages are simply other words: bounds the time. */
const MOST_CHANGES = 1_000;

interface Token {
  readonly key: string;
  /** With the marks that belong to it and the white space behind it. */
  readonly text: string;
}

/**
 * What a rendering has that its base has not, and the other way round. Words are equal whatever their
 * case and the marks around them; each part is written as the rendering writes it.
 */
export function wordDiff(base: string, rendering: string): readonly DiffPart[] {
  const [before, after] = [tokensOf(base), tokensOf(rendering)];
  const changes = diffArrays(before, after, {
    comparator: (a, b) => a.key === b.key,
    maxEditLength: MOST_CHANGES,
  });
  const part = (kind: DiffPart['kind'], tokens: readonly Token[]): DiffPart[] => {
    const words = tokens.map(({ text }) => text).join('');
    return words.trim() === '' ? [] : [{ kind, words: words.trim() }];
  };
  // There are too many changes.
  if (!changes) return [...part('deleted', before), ...part('inserted', after)];
  return changes.flatMap(({ added, removed, value }) =>
    part(added ? 'inserted' : removed ? 'deleted' : 'equal', value),
  );
}

/** The words of a text, which together are the text; a text without words is one token. */
function tokensOf(text: string): Token[] {
  const { starts, ends, ids, vocabulary } = readWords(text);
  const cuts = Array.from(starts.subarray(1), (next, at) => {
    const end = ends[at] ?? next;
    // An opening mark belongs to what follows it, a closing one to what stands before.
    const space = text.slice(end, next).search(/\s\S*$/u);
    return space < 0 ? next : end + space + 1;
  });
  if (ids.length === 0) return text === '' ? [] : [{ key: text, text }];
  return Array.from(ids, (id, at) => ({
    key: vocabulary[id]?.key ?? '',
    text: text.slice(at === 0 ? 0 : cuts[at - 1], cuts[at] ?? text.length),
  }));
}
