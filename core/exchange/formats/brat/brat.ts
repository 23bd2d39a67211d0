// brat standoff: one text file and one file of annotations for each article. Reading says what the file
// says; whether it fits the text is not asked here.
import { compareTags } from '../../../tags/tag.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import { QuoteSearch } from '../../../text/quote-search.ts';
import { err, ok, type Result } from '../../../result.ts';
import {
  annotatorFiles,
  articleStems,
  authorsByFile,
  authorsOf,
  UNTAGGED,
  writeAnnotatorList,
} from '../../containers/annotator-files.ts';
import { latin1 } from '../../containers/latin1.ts';
import { folderOf, splitPath } from '../../containers/paths.ts';
import { textsBeside } from '../../containers/text-beside.ts';
import { countChangedNames, setsByArticle } from '../../content/content-lookup.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseFamily,
  type ReadRefusal,
} from '../../content/loose.ts';
import type { Family } from '../../../event/records.ts';
import { countLinkLosses, LINK_NAMES, tagLinksByArticle } from '../../content/tag-links.ts';
import type { Codec, CodecError, CodecTools, InputFile, OutputFile } from '../../content/codec.ts';
import { countLosses, OURS_ALONE } from '../../content/count-losses.ts';
import { LossCounter } from '../../content/losses.ts';
import { CONTENT_LIMITS } from '../../content/content.ts';
import { namesOf } from '../../../codebook/names.ts';
import { moreThan, readLines, readText } from '../../content/read-file.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';
import { describeTypes, AnnotationLines } from './write.ts';
import { readAttributeValues } from './attribute-values.ts';
import { documentParts, recogniseBrat } from './annotation-files.ts';
import { NO_TAGS, AnnotationReader, type DocumentFile } from './read.ts';

/**
 * Standoff files of brat 1.3: for each annotator a folder, in it for each article the text and its
 * annotations, and one `annotation.conf` for all. An attribute with fixed values is an `A` line,
 * another one a note of its name; where its value stands is a `T` of its name, joined by an `R` of
 * the same name. Importers break on offsets in UTF-16, line ends inside a tag, and a text column
 * in which parts are not joined by one space.
 */
export const BRAT: Codec = {
  ...FORMAT_FACTS.brat,
  unit: 'code points',
  write: (content, options) => {
    const losses = countLosses(
      content,
      [...OURS_ALONE, 'confidence' as const].filter((each) => each !== 'families'),
    );
    const { codebook, articles } = content;
    const links = tagLinksByArticle(content);
    const linked = new Set<Family>();
    const people = annotatorFiles(content, options, [UNTAGGED]);
    const sets = setsByArticle(content);
    const types = namesOf(codebook.categories);
    const stems = articleStems(articles, losses);
    losses.add(
      'names',
      countChangedNames(content, (id) => types.get(id) ?? id),
    );
    const documents = articles.flatMap(({ id, text }, index): OutputFile[] => {
      const map = new CodePointMap(text);
      const folders = (sets.get(id) ?? []).map(({ annotator, annotations }) => ({
        folder: people.get(annotator)?.stem ?? annotator,
        annotations,
      }));
      if (folders.length === 0) folders.push({ folder: UNTAGGED, annotations: [] });
      return folders.flatMap(({ folder, annotations }) => {
        const lines = new AnnotationLines({ text, map, codebook, types, losses });
        for (const annotation of annotations.toSorted(compareTags)) lines.add(annotation);
        // Of a family only what one person has tagged in one article is in one file.
        const own = new Set(annotations);
        for (const { family, members } of links.get(id) ?? []) {
          const tags = members.flatMap(({ tag }) => (own.has(tag) ? [tag] : []));
          if (lines.link(LINK_NAMES[family.kind], tags)) linked.add(family);
        }
        const path = `${folder}/${stems[index]}`;
        return [
          { path: `${path}.txt`, content: text },
          { path: `${path}.ann`, content: lines.toString() },
        ];
      });
    });
    countLinkLosses(content, linked, losses);
    const equivalences = [...new Set([...linked].map(({ kind }) => LINK_NAMES[kind]))].sort();
    return {
      files:
        documents.length === 0
          ? []
          : [
              { path: 'annotation.conf', content: describeTypes(codebook, types, equivalences) },
              writeAnnotatorList(people.values(), codebook),
              ...documents,
            ],
      losses: losses.list(),
    };
  },
  recognise: recogniseBrat,
  read: (files, tools) => {
    const parts = documentParts(files);
    const ofTags = new Set(parts.flatMap((each) => each.files));
    const texts = files.filter(
      (file) => splitPath(file.path).extension === 'txt' && !ofTags.has(file),
    );
    if (parts.length === 0) {
      const detail = 'There is no file of annotations, whose name ends in .ann, .a1 or .a2.';
      return err({ type: 'other-format', place: files[0]?.path ?? '', detail });
    }
    const beside = textsBeside(
      parts.flatMap((each) => each.files),
      texts,
    );
    const used = new Set<InputFile>();
    const authors = authorsOf(
      parts.map(({ own }) => own),
      files,
      tools,
    );
    const values = readAttributeValues(files, tools);
    const ignored = new LossCounter();
    const refused: ReadRefusal[] = [];
    const documents: {
      readonly path: string;
      readonly article: LooseArticle;
      readonly families: readonly LooseFamily[];
      readonly textPath: string | undefined;
    }[] = [];
    let error: CodecError | null = null;
    for (const { own, files: inDocument, lacksGiven } of parts) {
      const { path } = own;
      const found = [own, ...inDocument].flatMap((file) => beside.get(file.path) ?? []);
      const { text: named = null, rivals = [] } = found.find(({ text }) => text) ?? found[0] ?? {};
      const lines = readParts(inDocument, tools);
      const isUnsaid = named === null && rivals.length === 0 && lines.ok;
      const textFile = isUnsaid ? textWithWords(path, lines.value, texts, tools) : named;
      if (textFile) used.add(textFile);
      const text = textFile && readText(textFile, tools);
      const wrong = !lines.ok ? lines.error : text && !text.ok ? text.error : null;
      if (wrong?.type === 'too-large') return err(wrong);
      if (wrong) {
        error ??= wrong;
        refused.push({
          place: wrong.place,
          reason: wrong.detail,
          tags: lines.ok ? countTags(lines.value) : 0,
        });
      } else if (lines.ok) {
        const reader = new AnnotationReader(
          text?.ok ? text.value : null,
          authors.get(path) ?? null,
          values,
          ignored,
          refused,
        );
        const hasMark = textFile !== null && beginsWithMark(textFile);
        const article = { ...reader.read(lines.value, lacksGiven), place: path, hasMark };
        const couldBeIn = rivals.map((rival) => rival.path);
        documents.push({
          path,
          article: couldBeIn.length > 0 ? { ...article, couldBeIn } : article,
          families: reader.families,
          textPath: textFile?.path,
        });
      }
    }
    const articles = authorsByFile(documents, authors);
    const families = documents.flatMap(({ families: ofDocument }) => ofDocument);
    for (const file of texts) {
      if (used.has(file)) continue;
      const text = readText(file, tools);
      if (text.ok) articles.push({ ...NO_TAGS, place: file.path, text: text.value });
      else refused.push({ place: file.path, reason: text.error.detail, tags: 0 });
    }
    if (error && articles.length === 0) return err(error);
    // Lines that are read for several people are refused once.
    const once = [...new Map(refused.map((each) => [each.place, each])).values()];
    return ok({ ...NOTHING_READ, articles, families, refused: once, ignored: ignored.list() });
  },
};

/**
 * The only text in the folder of a document of another name, if all words of its tags are in it: where
 * each article has a folder, its files are called after people.
 */
function textWithWords(
  path: string,
  files: readonly DocumentFile[],
  texts: readonly InputFile[],
  tools: CodecTools,
): InputFile | null {
  const [only, ...others] = texts.filter((text) => folderOf(text.path) === folderOf(path));
  const read = only && others.length === 0 ? readText(only, tools) : null;
  if (!only || read?.ok !== true) return null;
  const search = new QuoteSearch(read.value);
  const words = files.flatMap(({ lines }) =>
    lines.flatMap((line) => (line.startsWith('T') ? (line.split('\t')[2] ?? []) : [])),
  );
  return words.length > 0 && words.every((each) => search.has(each)) ? only : null;
}

/** The lines of the files of one document; one without any line is a file without tags. */
function readParts(
  parts: readonly InputFile[],
  tools: CodecTools,
): Result<DocumentFile[], CodecError> {
  const files: DocumentFile[] = [];
  for (const file of parts) {
    const lines = file.bytes.length === 0 ? ok([]) : readLines(file, tools);
    if (!lines.ok) return lines;
    files.push({ path: file.path, lines: lines.value.flatMap(splitAtOldEnds) });
  }
  const place = parts[0]?.path ?? '';
  return countTags(files) > TEXT_LIMIT ? err(moreThan(place, TEXT_LIMIT, 'texts')) : ok(files);
}

/** In a file of several programs, a CR alone may end lines as well; in words of the text it does not. */
function splitAtOldEnds(line: string): string[] {
  return line.includes('\r') ? line.split(/\r(?=(?:[TREAMN#]\d+|\*)\t)/u) : [line];
}

function countTags(files: readonly DocumentFile[]): number {
  let tags = 0;
  for (const { lines } of files) for (const line of lines) if (line.startsWith('T')) tags += 1;
  return tags;
}

/** Most lines of texts of one document: as many as all tags and their attributes need. */
const TEXT_LIMIT = 4 * CONTENT_LIMITS.annotations;

/** Whether a file begins with a byte order mark, which is no part of its text. */
function beginsWithMark({ bytes }: InputFile): boolean {
  return latin1(bytes.subarray(0, 3)) === '\u00ef\u00bb\u00bf';
}
