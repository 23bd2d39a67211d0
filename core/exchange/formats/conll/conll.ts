// CoNLL: rows of tokens with columns beside them, and the text that they are on, or that is made of them.
// What the columns of a file mean is asked of the file itself.
import { err, ok, type Result } from '../../../result.ts';
import {
  annotatorFiles,
  articleStems,
  authorsOf,
  UNTAGGED,
  writeAnnotatorList,
} from '../../containers/annotator-files.ts';
import { splitPath } from '../../containers/paths.ts';
import { textsBeside } from '../../containers/text-beside.ts';
import { countChangedNames, setsByArticle } from '../../content/content-lookup.ts';
import { NOTHING_READ, type LooseArticle, type ReadRefusal } from '../../content/loose.ts';
import { namesOf } from '../../../codebook/names.ts';
import type { Codec, CodecError, CodecTools, InputFile, OutputFile } from '../../content/codec.ts';
import { countLosses, OURS_ALONE } from '../../content/count-losses.ts';
import { LossCounter } from '../../content/losses.ts';
import { TokenizedText } from '../../containers/tokens.ts';
import { readLines, readText } from '../../content/read-file.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';
import { findColumns } from './columns.ts';
import { articleOf, RowReader, type RowReport } from './read-rows.ts';
import { recogniseRows, rowFiles } from './row-files.ts';
import { chunksOf, sentencesAround, writeRows } from './write-rows.ts';

/** Files of a folder that are looked at to recognise it. */
const LOOKED_AT = 10;

/**
 * Lines of `token POS chunk tag` in IOB2, as in CoNLL-2003 (the middle columns are `_`): for each
 * annotator a folder, in it for each article the text and one file for each category. A sentence
 * does not end inside a tag, and is the same in all files of an article. On reading, the tokens
 * are placed on the text of the same name; where there is none, a text is made of the tokens, with
 * spaces between them and a line for each sentence. Importers break on a tag that begins with `I-`.
 */
export const CONLL: Codec = {
  ...FORMAT_FACTS.conll,
  unit: 'rows of tokens',
  write: (content, options) => {
    const losses = countLosses(content, [
      ...OURS_ALONE,
      'attributes',
      'attribute-spans',
      'notes',
      'confidence',
    ]);
    const people = annotatorFiles(content, options, [UNTAGGED]);
    const sets = setsByArticle(content);
    const types = namesOf(content.codebook.categories);
    const stems = articleStems(content.articles, losses);
    losses.add(
      'names',
      countChangedNames(content, (id) => types.get(id) ?? id),
    );
    const documents = content.articles.flatMap(({ id, text }, index): OutputFile[] => {
      const tokenized = new TokenizedText(text);
      const layers = (sets.get(id) ?? []).map((set) => ({
        folder: people.get(set.annotator)?.stem ?? set.annotator,
        chunks: chunksOf(set, tokenized, losses),
      }));
      const sentences = sentencesAround(
        tokenized,
        layers.flatMap(({ chunks }) => [...chunks.values()].flat()),
      );
      if (layers.length === 0) layers.push({ folder: UNTAGGED, chunks: new Map() });
      return layers.flatMap(({ folder, chunks }) => {
        const path = `${folder}/${stems[index]}`;
        const rows = Array.from(chunks, ([category, ranges]) => {
          const type = types.get(category) ?? category;
          const content = writeRows(text, tokenized, sentences, type, ranges);
          return { path: `${path}.${type}.conll`, content };
        });
        // Without tags it is still an example of a text.
        if (rows.length === 0) {
          const content = writeRows(text, tokenized, sentences, '', []);
          rows.push({ path: `${path}.conll`, content });
        }
        return [{ path: `${path}.txt`, content: text }, ...rows];
      });
    });
    return {
      files:
        documents.length === 0
          ? []
          : [writeAnnotatorList(people.values(), content.codebook), ...documents],
      losses: losses.list(),
    };
  },
  recognise: (files) => Math.max(0, ...rowFiles(files).slice(0, LOOKED_AT).map(recogniseRows)),
  read: (files, tools) => {
    const rows = rowFiles(files);
    const texts = files.filter(
      (file) => splitPath(file.path).extension === 'txt' && !rows.includes(file),
    );
    // Its name is that of the text, or has the category after it.
    const beside = textsBeside(rows, texts);
    const authors = authorsOf(rows, files, tools);
    const articles: LooseArticle[] = [];
    const refused: ReadRefusal[] = [];
    const ignored = new LossCounter();
    const used = new Set<InputFile>();
    let error: CodecError | null = null;
    for (const file of rows) {
      const textFile = beside.get(file.path)?.text;
      if (textFile) used.add(textFile);
      const author = authors.get(file.path) ?? null;
      const read = readRows(file, textFile, { author, refused, ignored }, tools);
      if (read.ok) {
        for (const article of read.value) {
          articles.push(author ? { ...article, readers: [author] } : article);
        }
      } else {
        error ??= read.error;
        refused.push({ place: read.error.place, reason: read.error.detail, tags: 0 });
      }
    }
    if (articles.length === 0 && (error || used.size === texts.length)) {
      const [first] = refused;
      const detail = first?.reason ?? 'There are no rows of tokens in it.';
      const place = first?.place ?? files[0]?.path ?? '';
      return err(error ?? { type: 'malformed', place, detail });
    }
    for (const file of texts) {
      if (used.has(file)) continue;
      const text = readText(file, tools);
      if (text.ok) articles.push(articleOf(file.path, text.value, []));
      else refused.push({ place: file.path, reason: text.error.detail, tags: 0 });
    }
    return ok({ ...NOTHING_READ, articles, refused, ignored: ignored.list() });
  },
};

/** Reads one file of rows, with the text that they are on where there is one. */
function readRows(
  file: InputFile,
  textFile: InputFile | null | undefined,
  report: RowReport,
  tools: CodecTools,
): Result<readonly LooseArticle[], CodecError> {
  const lines = readLines(file, tools);
  if (!lines.ok) return lines;
  const text = textFile ? readText(textFile, tools) : null;
  if (text?.ok === false) return text;
  const columns = findColumns(lines.value);
  if (!columns.ok) return err({ type: 'malformed', place: file.path, detail: columns.error });
  return ok(new RowReader(file.path, text?.value ?? null, columns.value, report).read(lines.value));
}
