// brat standoff: one text file and one file of annotations for each article. Reading says what the file
// says; whether it fits the text is not asked here.
import { compareTags } from '../../../tags/tag.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import { err, ok, type Result } from '../../../result.ts';
import {
  annotatorFiles,
  authorsByFile,
  authorsOf,
  isAnnotatorList,
  uniqueStems,
  UNTAGGED,
  writeAnnotatorList,
} from '../../containers/annotator-files.ts';
import { splitPath } from '../../containers/paths.ts';
import { textsBeside } from '../../containers/text-beside.ts';
import { setsByArticle } from '../../content/content-lookup.ts';
import { NOTHING_READ, type LooseArticle, type ReadRefusal } from '../../content/loose.ts';
import type { Codec, CodecError, InputFile, OutputFile } from '../../content/codec.ts';
import { countLosses, OURS_ALONE } from '../../content/count-losses.ts';
import { latin1 } from '../../containers/latin1.ts';
import { LossCounter } from '../../content/losses.ts';
import { CONTENT_LIMITS } from '../../content/content.ts';
import { namesOf } from '../../../codebook/names.ts';
import { moreThan, readLines, readText } from '../../content/read-file.ts';
import { describeTypes, AnnotationLines } from './write.ts';
import { NO_TAGS, AnnotationReader } from './read.ts';

/** A line of a file as brat or an older program writes it. */
const FIRST_LINE = /^(?:T\d+\t\S+ \d+ \d+|[AEMNR]\d+\t\S+ ?\S|\*\tEquiv |#\d+\t\S+ [A-Z]\d)/u;

/**
 * Standoff files of brat 1.3: for each annotator a folder, in it for each article the text and its
 * annotations, and one `annotation.conf` for all. An attribute with fixed values is an `A` line,
 * another one a note of its name; where its value stands is a `T` of its name, joined by an `R` of
 * the same name. Importers break on offsets in UTF-16, line ends inside a tag, and a text column
 * in which parts are not joined by one space.
 */
export const BRAT: Codec = {
  name: 'brat',
  title: 'brat standoff',
  extension: 'ann',
  output: 'folder',
  unit: 'code points',
  text: 'always',
  write: (content, options) => {
    const losses = countLosses(content, [...OURS_ALONE, 'confidence']);
    const { codebook, articles } = content;
    const people = annotatorFiles(content, options, [UNTAGGED]);
    const sets = setsByArticle(content);
    const types = namesOf(codebook.categories);
    const stems = uniqueStems(articles.map(({ details }) => details.title));
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
        const path = `${folder}/${stems[index]}`;
        return [
          { path: `${path}.txt`, content: text },
          { path: `${path}.ann`, content: lines.toString() },
        ];
      });
    });
    return {
      files:
        documents.length === 0
          ? []
          : [
              { path: 'annotation.conf', content: describeTypes(codebook, types) },
              writeAnnotatorList(people.values(), codebook),
              ...documents,
            ],
      losses: losses.list(),
    };
  },
  recognise: (files) => {
    const [first] = files.filter(
      ({ path, bytes }) => splitPath(path).extension === 'ann' && bytes.length > 0,
    );
    if (first) return FIRST_LINE.test(beginning(first)) ? 0.97 : 0.2;
    const [file, ...others] = files;
    if (!file) return 0;
    if (files.some(({ path }) => splitPath(path).extension === 'ann')) return 0.6;
    return others.length === 0 && FIRST_LINE.test(beginning(file)) ? 0.9 : 0;
  },
  read: (files, tools) => {
    const texts = files.filter(({ path }) => splitPath(path).extension === 'txt');
    const annotations = annotationFiles(files);
    if (annotations.length === 0) {
      const detail = 'There is no file of annotations, whose name ends in .ann.';
      return err({ type: 'other-format', place: files[0]?.path ?? '', detail });
    }
    const beside = textsBeside(annotations, texts);
    const used = new Set<InputFile>();
    const authors = authorsOf(annotations, files, tools);
    const ignored = new LossCounter();
    const refused: ReadRefusal[] = [];
    const documents: { readonly path: string; readonly article: LooseArticle }[] = [];
    let error: CodecError | null = null;
    for (const file of annotations) {
      const { text: textFile = null, rivals = [] } = beside.get(file.path) ?? {};
      if (textFile) used.add(textFile);
      const lines: Result<string[], CodecError> =
        // One without any line is a file without tags.
        file.bytes.length === 0 ? ok([]) : readLines(file, tools);
      const text = textFile && readText(textFile, tools);
      const wrong = lines.ok
        ? text && !text.ok
          ? text.error
          : tooManyTexts(file.path, lines.value)
        : lines.error;
      if (wrong?.type === 'too-large') return err(wrong);
      if (wrong) {
        error ??= wrong;
        const tags = lines.ok ? lines.value.filter((line) => line.startsWith('T')).length : 0;
        refused.push({ place: wrong.place, reason: wrong.detail, tags });
      } else if (lines.ok) {
        const reader = new AnnotationReader(
          file.path,
          text?.ok ? text.value : null,
          authors.get(file.path) ?? null,
          ignored,
          refused,
        );
        const article = reader.read(lines.value);
        const couldBeIn = rivals.map(({ path }) => path);
        documents.push({
          path: file.path,
          article: couldBeIn.length > 0 ? { ...article, couldBeIn } : article,
        });
      }
    }
    const articles = authorsByFile(documents);
    for (const file of texts) {
      if (used.has(file)) continue;
      const text = readText(file, tools);
      if (text.ok) articles.push({ ...NO_TAGS, place: file.path, text: text.value });
      else refused.push({ place: file.path, reason: text.error.detail, tags: 0 });
    }
    if (error && articles.length === 0) return err(error);
    return ok({ ...NOTHING_READ, articles, refused, ignored: ignored.list() });
  },
};

/** Why a file is refused whose lines of texts are more than all tags and their attributes need. */
function tooManyTexts(place: string, lines: readonly string[]): CodecError | null {
  let texts = 0;
  for (const line of lines) if (line.startsWith('T')) texts += 1;
  return texts > TEXT_LIMIT ? moreThan(place, TEXT_LIMIT, 'texts') : null;
}

const TEXT_LIMIT = 4 * CONTENT_LIMITS.annotations;

function beginning({ bytes }: InputFile): string {
  return latin1(bytes.subarray(0, 1024)).replace(/^(?:ï»¿)?\s*/u, '');
}

/** Those with the usual extension, or whatever is no text where there are none. */
function annotationFiles(files: readonly InputFile[]): readonly InputFile[] {
  const others = files.filter(
    ({ path }) => !['txt', 'conf'].includes(splitPath(path).extension) && !isAnnotatorList(path),
  );
  const usual = others.filter(({ path }) => splitPath(path).extension === 'ann');
  return usual.length > 0 ? usual : others;
}
