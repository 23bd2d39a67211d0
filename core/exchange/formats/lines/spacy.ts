import type { Codec } from '../../content/codec.ts';
import { sampleObjects } from '../../containers/json-records.ts';
import { lineArticle, readLabelledLines, textsWith, writeLabelledLines } from './labelled-lines.ts';
import { hasProdigyMarks, readSpans } from './prodigy.ts';

/**
 * Lines of JSON from which spaCy 3 makes its span groups: `{"text": …, "spans": [{"start", "end",
 * "label"}]}`, offsets in code points, as `Doc.char_span` counts. Known to break importers: a span
 * that ends inside one of spaCy's tokens, for which `char_span` gives nothing unless its
 * `alignment_mode` is `expand`.
 */
export const SPACY: Codec = {
  name: 'spacy',
  title: 'spaCy (JSON lines)',
  extension: 'jsonl',
  output: 'file',
  unit: 'code points',
  text: 'always',
  write: (content) => writeLabelledLines(content, (text, spans) => ({ text, spans })),
  recognise: ([file, ...others]) => {
    const records = file && others.length === 0 ? sampleObjects(file) : [];
    if (textsWith(records, ({ spans }) => Array.isArray(spans)).length === 0) return 0;
    return records.some(hasProdigyMarks) ? 0.2 : 0.9;
  },
  read: (files, tools) =>
    readLabelledLines(
      files,
      tools,
      ({ place, value: { text, spans, codebook: _, ...others } }, ignored) => {
        ignored.add('unknown', Object.keys(others).length);
        return lineArticle(place, text, readSpans(spans, place, ignored));
      },
    ),
};
