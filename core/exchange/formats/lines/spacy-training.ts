import type { LooseTag } from '../../content/loose.ts';
import type { LossCounter } from '../../content/losses.ts';
import { isRecord } from '../../content/read-file.ts';
import type { JsonObject } from '../../containers/json-records.ts';
import { countTextLabels } from './entries.ts';
import { lineArticle, type ReadText } from './labelled-lines.ts';
import { plainTag } from './labelled-spans.ts';

/**
 * The texts of one document in the training format of spaCy 2: paragraphs of sentences of tokens,
 * each with `orth` and `ner`, the letter of which says where an entity begins (B, U), goes on (I, L)
 * or is not (O, -). Without `raw` the tokens are the text, with a space between two.
 */
export function readTraining(
  paragraphs: readonly unknown[],
  place: string,
  ignored: LossCounter,
): ReadText[] {
  return paragraphs.flatMap((paragraph, index) =>
    isRecord(paragraph)
      ? [readParagraph(paragraph, `${place}, paragraph ${index + 1}`, ignored)]
      : [],
  );
}

function readParagraph(paragraph: JsonObject, place: string, ignored: LossCounter): ReadText {
  const { raw, sentences, cats } = paragraph;
  countTextLabels(cats, ignored);
  const tokens = listOf(sentences)
    .flatMap((sentence) => (isRecord(sentence) ? listOf(sentence['tokens']) : []))
    .filter((token) => isRecord(token));
  countAnalyses(tokens, ignored);
  const words = tokens.map(({ orth }) => (typeof orth === 'string' ? orth : ''));
  const text = typeof raw === 'string' ? raw : words.join(' ');
  const tags: LooseTag[] = [];
  /** The entity that the last token is in. */
  let open: { label: string; start: number; end: number } | null = null;
  const close = (): void => {
    if (!open) return;
    const { start, end, label } = open;
    tags.push(plainTag(`${place}, entity ${tags.length + 1}`, start, end, label));
    open = null;
  };
  let at = 0;
  for (const [index, { ner }] of tokens.entries()) {
    const [start, end] = findToken(text, words[index] ?? '', at) ?? [-1, -1];
    if (start < 0) {
      const entities = tokens.filter((token) => /^[BU]-/u.test(String(token['ner']))).length;
      return { place, reason: 'Its tokens are not in its text.', tags: entities };
    }
    at = end;
    const [, letter = '', label = ''] = /^([BILU])-(.*)$/u.exec(String(ner)) ?? [];
    const goesOn: boolean = 'IL'.includes(letter || '-') && open?.label === label;
    if (!goesOn) close();
    if (goesOn && open) open.end = at;
    else if (letter !== '') open = { label, start, end: at };
  }
  close();
  return lineArticle(place, text, tags, { unit: 'utf-16' });
}

/** How treebanks write characters that have a meaning of their own there. */
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['``', '"'],
  ["''", '"'],
  ['-LRB-', '('],
  ['-RRB-', ')'],
  ['-LSB-', '['],
  ['-RSB-', ']'],
]);

/** Where a token stands that is the next one; `null` where something else does. */
function findToken(text: string, word: string, from: number): [number, number] | null {
  let start = from;
  while (start < text.length && /\s/u.test(text.charAt(start)) && !text.startsWith(word, start)) {
    start += 1;
  }
  const plain = [word, ESCAPED.get(word)].find(
    (each) => each !== undefined && text.startsWith(each, start),
  );
  return plain === undefined ? null : [start, start + plain.length];
}

/** What is said of each token. */
export const ANALYSES = new Set(
  'tag tags pos morph morphs lemma lemmas dep deps head heads'.split(' '),
);

/** Says once of a text that there is an analysis of its tokens. */
export function countAnalyses(records: readonly unknown[], ignored: LossCounter): void {
  const isAnalysed = records.some(
    (record) =>
      isRecord(record) &&
      Object.entries(record).some(([key, value]) => ANALYSES.has(key) && value !== '-'),
  );
  if (isAnalysed) ignored.addNamed('parts of speech, lemmas and dependencies of whole texts');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
