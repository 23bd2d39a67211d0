// WebAnno TSV 3: tokens in rows, layers in columns. Types are shared with CAS JSON, one room below.
import { ok, type Result } from '../../../../result.ts';
import { isAnnotatorList } from '../../../containers/annotator-files.ts';
import { splitPath } from '../../../containers/paths.ts';
import { textsBeside } from '../../../containers/text-beside.ts';
import type {
  Codec,
  CodecError,
  CodecTools,
  InputFile,
  OutputFile,
} from '../../../content/codec.ts';
import type { LooseContent } from '../../../content/loose.ts';
import { countLosses, OURS_ALONE } from '../../../content/count-losses.ts';
import { latin1Head } from '../../../containers/latin1.ts';
import { LossCounter } from '../../../content/losses.ts';
import { TokenizedText } from '../../../containers/tokens.ts';
import { inceptionProject } from '../inception.ts';
import { documentsOf, readEach, typesOf } from '../types.ts';
import { readLines, readText } from '../../../content/read-file.ts';
import { FORMAT_FACTS } from '../../../content/format-facts.ts';
import { FORMAT } from './escapes.ts';
import { writeDocument } from './write.ts';
import { isProjectZip, readProjectZip } from './project-zip.ts';
import { readDocument } from './read.ts';

/**
 * WebAnno TSV 3.3, as INCEpTION writes and reads it, in the folders of its export of a project: a
 * file for each annotator and article, and the text. Sentences go on to the beginning of the next
 * one, so that nothing of the text is between them; white space before the first is in the text
 * alone. Importers break on a layer or feature that the project lacks (only those in use are
 * written), on a blank line at the end, and on offsets in code points.
 */
export const WEBANNO_TSV: Codec = {
  ...FORMAT_FACTS.webannoTsv,
  unit: 'UTF-16 code units',
  write: (content, options) => {
    const losses = countLosses(content, [...OURS_ALONE, 'attribute-spans']);
    const { documents, list } = documentsOf(content, options, losses);
    const types = typesOf(content.codebook);
    const sources = new Map<string, OutputFile>();
    let last: { readonly text: string; readonly tokenized: TokenizedText } | null = null;
    const files = documents.map((document) => {
      const { article, path, source } = document;
      const { text } = article;
      sources.set(source, { path: source, content: text });
      if (last?.text !== text) last = { text, tokenized: new TokenizedText(text) };
      const rows = writeDocument(document, last.tokenized, types, losses);
      return { path: `${path}.tsv`, content: rows };
    });
    return { files: [...list, ...sources.values(), ...files], losses: losses.list() };
  },
  recognise: (files) => {
    const [file, ...others] = files;
    if (file && others.length === 0 && isProjectZip(file)) return 0.97;
    const beginnings = tsvFiles(files).map(beginningOf);
    if (beginnings.some((line) => line.startsWith(`${FORMAT}3`))) return 0.98;
    return beginnings.some((line) => line.startsWith(FORMAT)) ? 0.6 : 0;
  },
  read: (files, tools) => {
    const [file, ...others] = files;
    return file && others.length === 0 && isProjectZip(file)
      ? readProjectZip(file, tools, readFiles)
      : readFiles(files, tools);
  },
};

function readFiles(
  files: readonly InputFile[],
  tools: CodecTools,
): Result<LooseContent, CodecError> {
  const all = tsvFiles(files);
  // In the folder of a project there are other files, too.
  const own = all.filter(
    (file) => splitPath(file.path).extension === 'tsv' || beginningOf(file).startsWith(FORMAT),
  );
  const documents = own.length > 0 ? own : all;
  const texts = files.filter(
    (file) => splitPath(file.path).extension === 'txt' && !all.includes(file),
  );
  const beside = textsBeside(documents, texts);
  const project = inceptionProject(files, tools);
  const ignored = new LossCounter();
  return readEach(documents, project, ignored, (file, refused) => {
    const lines = readLines(file, tools);
    if (!lines.ok) return lines;
    const source = beside.get(file.path)?.text;
    const text = source && readText(source, tools);
    const document = readDocument({
      path: file.path,
      lines: lines.value,
      source: text?.ok ? text.value : null,
      author: project.authorOf(file.path),
      ignored,
      refused,
    });
    return document.ok ? ok([document.value]) : document;
  });
}

function beginningOf({ bytes }: InputFile): string {
  return latin1Head(bytes, 64).replace(/^ï»¿/u, '');
}

/** Files that may have rows; one that is called a text has them where it says so. */
function tsvFiles(files: readonly InputFile[]): readonly InputFile[] {
  return files.filter(
    (file) =>
      !isAnnotatorList(file.path) &&
      (splitPath(file.path).extension !== 'txt' || beginningOf(file).startsWith(FORMAT)),
  );
}
