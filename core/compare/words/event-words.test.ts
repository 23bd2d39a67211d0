import { expect, it } from 'vitest';

import { splitSentences } from '../../text/units/sentences.ts';
import { readWords } from './word-table.ts';
import { weighWords, type TextOfEvent } from './event-words.ts';

function read(text: string): TextOfEvent {
  const words = readWords(text);
  const sentenceStarts = splitSentences(text).map(({ start }) =>
    words.starts.findIndex((at) => at >= start),
  );
  return { words, sentenceStarts: Uint32Array.from(sentenceStarts) };
}

it('gives the full weight to what stands once, less to what stands everywhere, a tenth to function words', () => {
  const texts = ['Moscow spoke. Moscow warned. Moscow waited.', 'Moscow left of will.'].map(read);
  const { weights, stems, isContent } = weighWords(texts);
  const [first, second] = stems;
  expect(weights[first?.[1] ?? -1]).toBe(1);
  expect(weights[first?.[0] ?? -1]).toBeCloseTo(Math.log(2) / Math.log(5));
  expect(weights[second?.[2] ?? -1]).toBeCloseTo(0.1);
  expect(second?.[0]).toBe(first?.[0]);
  expect(isContent[second?.[2] ?? -1]).toBe(0);
});

it('keeps a content word apart from the function word that its stem looks like', () => {
  const { stems } = weighWords([read('They will be willing.')]);
  expect(new Set(stems[0]).size).toBe(4);
});

it('counts a sentence that several articles copied once', () => {
  const copied = ['Talks failed. Moscow left.', 'Talks failed! Kyiv stayed.', 'TALKS FAILED.'].map(
    read,
  );
  const { weights, stems } = weighWords(copied);
  expect(weights[stems[0]?.[0] ?? -1]).toBe(1);
});
