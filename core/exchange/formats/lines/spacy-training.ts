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
    const word = words[index] ?? '';
    const start = text.indexOf(word, at);
    if (start < 0) {
      const entities = tokens.filter((token) => /^[BU]-/u.test(String(token['ner']))).length;
      return { place, reason: 'Its tokens are not in its text.', tags: entities };
    }
    at = start + word.length;
    const [, letter = '', label = ''] = /^([BILU])-(.*)$/u.exec(String(ner)) ?? [];
    const goesOn: boolean = 'IL'.includes(letter || '-') && open?.label === label;
    if (!goesOn) close();
    if (goesOn && open) open.end = at;
    else if (letter !== '') open = { label, start, end: at };
  }
  close();
  return lineArticle(place, text, tags, { unit: 'utf-16' });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
