import { sortedRecord } from '../../../collections/order.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import { sampleObjects } from '../../containers/json-records.ts';
import type { Codec } from '../../content/codec.ts';
import {
  codebookWords,
  categoryNames,
  distinctAnnotatorNames,
  knownDetails,
  setsByArticle,
} from '../../content/content-lookup.ts';
import { countLosses } from '../../content/count-losses.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';
import { lineFiles, readLabelledLines } from './labelled-lines.ts';
import { labelledSpans, type LabelledSpan } from './labelled-spans.ts';
import { hasProdigyMarks, readTask } from './prodigy-tasks.ts';
import { tokenise } from './prodigy-tokens.ts';
import { isDoc } from './spacy.ts';

/**
 * Prodigy's annotated tasks (`db-out`, `db-in`, `spans.manual`): a line for each text and
 * annotator, offsets in code points, `token_end` inclusive. Known to break importers: spans that
 * do not begin and end with a token; therefore tokens are written, and divided where tags end.
 */
export const PRODIGY: Codec = {
  ...FORMAT_FACTS.prodigy,
  unit: 'code points',
  write: (content, options) => {
    const losses = countLosses(content, [
      'attribute-spans',
      'parked-attributes',
      'notes',
      'confidence',
      'author-ids',
      'times',
      'ids',
      'empty-sets',
      'article-marks',
      'versions',
      'sources',
      'receipts',
      'boilerplate',
      'events',
      'decisions',
      'comments',
      'adjudicated',
      'families',
      'link-words',
      'aliases',
      'codebook',
    ]);
    const sets = setsByArticle(content);
    const names = categoryNames(content.codebook);
    const codebook = codebookWords(content.codebook);
    const people = distinctAnnotatorNames(content, options);
    const lines = content.articles.flatMap(({ id, text, details }) => {
      const made = (sets.get(id) ?? []).filter(({ annotations }) => annotations.length > 0);
      const fragments = made.flatMap(({ annotations }) =>
        annotations.flatMap((tag) => tag.fragments),
      );
      const tokens = tokenise(text, fragments);
      const map = new CodePointMap(text);
      const task = (spans: readonly LabelledSpan[]) => ({
        text,
        meta: { ...knownDetails(details), codebook },
        tokens: tokens.list,
        spans: spans.map(({ start, end, name, annotation }) => ({
          start: map.toCodePoint(start),
          end: map.toCodePoint(end),
          token_start: tokens.byStart.get(start),
          token_end: tokens.byEnd.get(end),
          label: name,
          ...(Object.keys(annotation.attributes).length > 0
            ? { meta: sortedRecord(annotation.attributes) }
            : {}),
        })),
        _view_id: 'spans_manual',
        answer: 'accept',
      });
      if (made.length === 0) return [task([])];
      return made.map(({ annotator, annotations }) => ({
        ...task(labelledSpans(annotations, names, losses)),
        _annotator_id: people.get(annotator) ?? annotator,
      }));
    });
    return { files: lineFiles(lines), losses: losses.list() };
  },
  recognise: ([file, ...others]) => {
    const records = file && others.length === 0 ? sampleObjects(file) : [];
    const tasks = records.filter((record) => hasProdigyMarks(record) && !isDoc(record));
    const texts = tasks.filter(({ text }) => typeof text === 'string');
    if (texts.some(({ spans }) => Array.isArray(spans))) return 0.95;
    // Skipped tasks, or pictures; no other program counts its tasks in this way.
    if (tasks.some((task) => '_task_hash' in task || '_input_hash' in task)) return 0.8;
    return texts.length > 0 ? 0.4 : 0;
  },
  read: (files, tools) => readLabelledLines(files, tools, readTask),
};
