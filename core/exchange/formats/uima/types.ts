// UIMA: the type system that CAS JSON and WebAnno TSV share. What is special to TSV has a room of its own
// above.
import type { Annotation } from '../../../tags/tag.ts';
import type { Codebook } from '../../../codebook/codebook.ts';
import { err, ok, type Result } from '../../../result.ts';
import {
  annotatorFiles,
  articleStems,
  authorsByFile,
  writeAnnotatorList,
} from '../../containers/annotator-files.ts';
import { folderOf, splitPath } from '../../containers/paths.ts';
import { countChangedNames, setsByArticle } from '../../content/content-lookup.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseContent,
  type ReadRefusal,
} from '../../content/loose.ts';
import { identifierName, namesOf } from '../../../codebook/names.ts';
import type { CodecError, InputFile, OutputFile, WriteOptions } from '../../content/codec.ts';
import { NOBODYS, type InceptionProject } from './inception.ts';
import type { LossCounter } from '../../content/losses.ts';
import type { ArticleWithText, ExchangeContent } from '../../content/content.ts';

/** Where INCEpTION puts the layers that its users make. */
const CUSTOM = 'webanno.custom.';

const DKPRO = 'de.tudarmstadt.ukp.dkpro.core.api.';

/** Features beside the attributes; their names are no attributes of INCEpTION's own layers. */
export const NOTE_FEATURE = 'framewiseNote';
export const CONFIDENCE_FEATURE = 'framewiseConfidence';

/** The type of each category, by its id. */
export function typesOf(codebook: Codebook): Map<string, string> {
  const names = namesOf(codebook.categories, identifierName);
  return new Map(Array.from(names, ([id, name]) => [id, `${CUSTOM}${name}`]));
}

/** The type of a category that the codebook lacks, too. */
export function typeOf(types: ReadonlyMap<string, string>, category: string): string {
  return types.get(category) ?? `${CUSTOM}${identifierName(category)}`;
}

/** The features of a tag, by name, without those that have no value. */
export function featuresOf(
  { attributes, note, confidence }: Annotation,
  losses: LossCounter,
): Map<string, string> {
  const features = new Map<string, string>();
  for (const [id, value] of Object.entries(attributes).sort()) {
    if (value === '') continue;
    let name = identifierName(id);
    // Two ids that differ in `-` and `_` alone.
    for (; features.has(name); name = `${name}_`) losses.add('names');
    features.set(name, value);
  }
  if (note !== '') features.set(NOTE_FEATURE, note);
  if (confidence !== null) features.set(CONFIDENCE_FEATURE, confidence);
  return features;
}

/** What a type says of tags of it. */
export type TypeUse =
  | { readonly type: 'tag'; readonly label: string }
  /** Tokens, sentences and what belongs to the document: left out as a matter of course. */
  | { readonly type: 'structure' }
  /** Parts of speech, lemmas, syntax and the like. */
  | { readonly type: 'linguistic' };

/** Whether annotations of a type are tags, and of which category. */
export function useOf(type: string): TypeUse {
  // Of the programs themselves: what they know of a document and of its layers.
  const isOfProgram = type.startsWith('de.tudarmstadt.ukp.clarin.webanno.api.type.');
  // Elements of a page and chunks of a PDF that a text was made of.
  const isOfSource = /^org\.dkpro\.core\.api\.(?:xml|pdf)\./u.test(type);
  if (
    isOfProgram ||
    isOfSource ||
    /\.CASMetadata$/u.test(type) ||
    type === 'uima.tcas.DocumentAnnotation'
  ) {
    return { type: 'structure' };
  }
  if (type.startsWith(DKPRO)) {
    const rest = type.slice(DKPRO.length);
    if (/^(?:segmentation\.type\.(?:Token|Sentence)|metadata\.type\.\w+)$/u.test(rest)) {
      return { type: 'structure' };
    }
    if (/^(?:segmentation|lexmorph|syntax|structure|transform|coref)\./u.test(rest)) {
      return { type: 'linguistic' };
    }
  } else if (type.startsWith('uima.')) return { type: 'linguistic' };
  return { type: 'tag', label: shortName(type) };
}

/** A type without what stands before its last name. */
export function shortName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** What tags of each type are called: of two types with the same last name, the later one by its whole. */
export function labelsOf(types: Iterable<string>): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const type of new Set(types)) {
    const use = useOf(type);
    if (use.type !== 'tag') continue;
    labels.set(type, taken.has(use.label) ? type : use.label);
    taken.add(use.label);
  }
  return labels;
}

/** Most layers that are named one by one. */
const NAMED_LAYERS = 20;

/** Counts annotations that are no tags: parts of speech, syntax and the like, by layer. */
export function countLinguistic(byLayer: ReadonlyMap<string, number>, ignored: LossCounter): void {
  const some = [...byLayer].filter(([, count]) => count > 0);
  for (const [index, [name, count]] of some.entries()) {
    const which = `the layer ${name.slice(0, 60).toWellFormed()}`;
    ignored.addNamed(`annotations of ${index < NAMED_LAYERS ? which : 'further layers'}`, count);
  }
}

/** The tags of one annotator on one article, which are one document of UIMA. */
export interface UimaDocument {
  readonly article: ArticleWithText;
  /** As in an export of INCEpTION, without the extension. */
  readonly path: string;
  /** Of the text, in the same export. */
  readonly source: string;
  readonly annotations: readonly Annotation[];
}

/** All documents, in the folders that INCEpTION has in an export of a project. */
export function documentsOf(
  content: ExchangeContent,
  options: WriteOptions,
  losses: LossCounter,
): { readonly documents: readonly UimaDocument[]; readonly list: readonly OutputFile[] } {
  const people = annotatorFiles(content, options);
  const sets = setsByArticle(content);
  losses.add('names', countNames(content));
  const stems = articleStems(content.articles, losses);
  const documents = content.articles.flatMap((article, index): UimaDocument[] => {
    const source = `${stems[index]}.txt`;
    const own = (sets.get(article.id) ?? []).map(({ annotator, annotations }) => ({
      name: people.get(annotator)?.stem ?? annotator,
      annotations,
    }));
    if (own.length === 0) own.push({ name: NOBODYS, annotations: [] });
    return own.map(({ name, annotations }) => ({
      article,
      path: `annotation/${source}/${name}`,
      source: `source/${source}`,
      annotations,
    }));
  });
  return {
    documents,
    list: documents.length > 0 ? [writeAnnotatorList(people.values(), content.codebook)] : [],
  };
}

/** How many names of categories and attributes are written with other characters. */
function countNames(content: ExchangeContent): number {
  const types = typesOf(content.codebook);
  const ids = content.sets.flatMap(({ annotations }) =>
    annotations.flatMap(({ attributes }) => Object.keys(attributes)),
  );
  const changed = [...new Set(ids)].filter((id) => identifierName(id) !== id);
  const nameOf = (id: string): string => typeOf(types, id).slice(CUSTOM.length);
  return changed.length + countChangedNames(content, nameOf);
}

/** Whether a file is what a document began as, before somebody whose file is there worked on it. */
function startsOf(files: readonly InputFile[]): (file: InputFile) => boolean {
  const isNobodys = ({ path }: InputFile): boolean => splitPath(path).stem === NOBODYS;
  const somebodys = new Set(files.flatMap((file) => (isNobodys(file) ? [] : folderOf(file.path))));
  return (file) => isNobodys(file) && somebodys.has(folderOf(file.path));
}

/**
 * Reads documents one by one: one that cannot be read is left out, unless nothing else is there. Tags
 * of somebody who had not finished are none, nor are those that a document began with.
 */
export function readEach(
  files: readonly InputFile[],
  { authorOf, isUnfinished }: Pick<InceptionProject, 'authorOf' | 'isUnfinished'>,
  ignored: LossCounter,
  read: (file: InputFile, refused: ReadRefusal[]) => Result<readonly LooseArticle[], CodecError>,
): Result<LooseContent, CodecError> {
  const refused: ReadRefusal[] = [];
  const documents: { readonly path: string; readonly article: LooseArticle }[] = [];
  let error: CodecError | null = null;
  const isStart = startsOf(files);
  for (const file of files) {
    const found = read(file, refused);
    if (found.ok) {
      const isLeft = isUnfinished(file.path);
      for (const article of found.value) {
        const { length } = article.tags;
        if (isLeft) ignored.add('in-progress', length);
        else if (isStart(file))
          ignored.addNamed(`annotations of ${NOBODYS}, which is nobody's`, length);
        const isNone = isLeft || isStart(file);
        documents.push({ path: file.path, article: isNone ? { ...article, tags: [] } : article });
      }
    } else {
      error ??= found.error;
      refused.push({ place: found.error.place, reason: found.error.detail, tags: 0 });
    }
  }
  if (documents.length > 0) {
    const authors = new Map(files.map(({ path }) => [path, authorOf(path)]));
    const articles = authorsByFile(documents, authors).map((article, index) => {
      const path = documents[index]?.path ?? '';
      // Who has not finished a document has not read it; an empty one of nobody is where all began.
      const isNobodys = authorOf(path) === null && article.tags.length === 0;
      return isUnfinished(path) || isNobodys ? { ...article, readers: [] } : article;
    });
    return ok({ ...NOTHING_READ, articles, refused, ignored: ignored.list() });
  }
  const detail = 'There is no document with a text in it.';
  return err(error ?? { type: 'other-format', place: files[0]?.path ?? '', detail });
}
