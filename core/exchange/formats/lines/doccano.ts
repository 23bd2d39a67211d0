import type { Codec } from '../../content/codec.ts';
import { sampleObjects, type JsonObject } from '../../containers/json-records.ts';
import { lineArticle, readLabelledLines, textsWith, writeLabelledLines } from './labelled-lines.ts';
import { plainTag } from './labelled-spans.ts';
import { isRecord } from '../../content/read-file.ts';
import type { LooseTag } from '../../content/loose.ts';

/**
 * doccano's lines of JSON for sequence labelling, as its export and import of *JSONL* have them:
 * `{"text": …, "label": [[start, end, label], …]}`, offsets in code points; its older and newer
 * forms `labels` and `entities` (with `relations`) are read as well.
 */
export const DOCCANO: Codec = {
  name: 'doccano',
  title: 'doccano (JSON lines)',
  extension: 'jsonl',
  output: 'file',
  unit: 'code points',
  text: 'always',
  write: (content) =>
    writeLabelledLines(content, (text, spans) => ({
      text,
      label: spans.map(({ start, end, label }) => [start, end, label]),
    })),
  recognise: ([file, ...others]) => {
    const records = file && others.length === 0 ? sampleObjects(file) : [];
    const hasLabels = (record: JsonObject): boolean =>
      ['label', 'labels', 'entities'].some((key) => Array.isArray(record[key]));
    if (textsWith(records, hasLabels).length === 0) return 0;
    return records.some((record) => 'spans' in record || 'tokens' in record) ? 0.1 : 0.9;
  },
  read: (files, tools) =>
    readLabelledLines(files, tools, ({ place, value }, ignored) => {
      // The number of a line says nothing of its text; other fields are the project's own.
      const { text, relations, label, labels, entities, id: _, codebook: __, ...others } = value;
      ignored.add('links', countOf(relations));
      for (const other of Object.values(others))
        ignored.add('unknown', Math.min(countOf(other), 1));
      const entries = [label, labels, entities].flatMap((list): readonly unknown[] => {
        // The class of a whole text, as other projects have it.
        if (!Array.isArray(list)) ignored.add('unknown', countOf(list));
        return Array.isArray(list) ? list : [];
      });
      const tags = entries.map((entry, index) => readEntry(entry, `${place}, label ${index + 1}`));
      return lineArticle(place, text, tags);
    }),
};

/** How much there is: nothing in what is empty or left out. */
function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value === undefined || value === null || value === '' ? 0 : 1;
}

function readEntry(entry: unknown, place: string): LooseTag {
  const [start, end, label] = Array.isArray(entry)
    ? (entry as unknown[])
    : isRecord(entry)
      ? [entry['start_offset'], entry['end_offset'], entry['label']]
      : [];
  return plainTag(place, start, end, label);
}
