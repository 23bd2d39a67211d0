import { compareTags } from '../../../tags/tag.ts';
import type { Codebook } from '../../../codebook/codebook.ts';
import { err, ok, type Result } from '../../../result.ts';
import { isAnnotatorList } from '../../containers/annotator-files.ts';
import { splitPath } from '../../containers/paths.ts';
import type { LooseArticle } from '../../content/loose.ts';
import { identifierName } from '../../../codebook/names.ts';
import type { Codec, CodecError, InputFile } from '../../content/codec.ts';
import { countLosses, OURS_ALONE } from '../../content/count-losses.ts';
import { latin1Head } from '../../containers/latin1.ts';
import { LossCounter } from '../../content/losses.ts';
import { TokenizedText } from '../../containers/tokens.ts';
import {
  CONFIDENCE_FEATURE,
  documentsOf,
  featuresOf,
  NOTE_FEATURE,
  readEach,
  typeOf,
  typesOf,
  type UimaDocument,
} from './types.ts';
import { documentTitle, inceptionProject, isProjectFile, isTypeSystem } from './inception.ts';
import { beginsOlder, isOlder, readOlder } from './older-json.ts';
import { articlesOf, SOFA, type CasInput } from './structures.ts';
import type { Structure } from './structure.ts';
import { beginsXmi, readXmi } from './xmi.ts';
import { isRecord, readJson } from '../../content/read-file.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';

const STRUCTURES = '%FEATURE_STRUCTURES';
const SEGMENTATION = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type';
const SENTENCE = `${SEGMENTATION}.Sentence`;
const TOKEN = `${SEGMENTATION}.Token`;
const DOCUMENT = 'de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData';

/** Most tokens that are written: with more, the file could not be opened again. */
const TOKEN_LIMIT = 400_000;

/**
 * UIMA CAS. Written is CAS JSON 0.4, as INCEpTION and cassis read it, in the folders of an export of
 * INCEpTION: a CAS for each annotator and article, with sentences, tokens, and a type for each
 * category whose features are strings; the title is that of the document. Importers break on offsets in
 * code points, on a type that is not declared, and on keys in another order. Read are its other forms,
 * too: XMI, and the JSON before 0.4.
 */
export const CAS_JSON: Codec = {
  ...FORMAT_FACTS.casJson,
  unit: 'UTF-16 code units',
  write: (content, options) => {
    const lacks = OURS_ALONE.filter((each) => each !== 'titles');
    const losses = countLosses(content, [...lacks, 'attribute-spans']);
    losses.add('titles', content.articles.filter(({ details }) => isBlank(details.title)).length);
    const { documents, list } = documentsOf(content, options, losses);
    const types = typesOf(content.codebook);
    let last: { readonly text: string; readonly segments: readonly string[] } | null = null;
    const files = documents.map((document) => {
      const { text, details } = document.article;
      if (last?.text !== text) last = { text, segments: segmentsOf(text, details.title) };
      const cas = writeCas(document, last.segments, content.codebook, types, losses);
      return { path: `${document.path}.json`, content: cas };
    });
    return { files: [...list, ...files], losses: losses.list() };
  },
  recognise: (files) => {
    const beginnings = casFiles(files).map(({ bytes }) => latin1Head(bytes, 4096));
    const isCas = (text: string): boolean =>
      /^(?:ï»¿)?\s*\{\s*"%(?:HEADER|FLAGS|TYPES|FEATURE_STRUCTURES|VIEWS)"\s*:/u.test(text);
    return beginnings.some((text) => isCas(text) || beginsOlder(text) || beginsXmi(text))
      ? 0.98
      : 0;
  },
  read: (files, tools) => {
    const project = inceptionProject(files, tools);
    const ignored = new LossCounter();
    return readEach(casFiles(files), project, ignored, (file, refused) => {
      const input = { path: file.path, author: project.authorOf(file.path), ignored, refused };
      if (beginsXmi(latin1Head(file.bytes, 4096))) return readXmi(input, file, tools);
      const value = readJson(file, tools);
      return value.ok ? readCas(input, value.value) : value;
    });
  },
};

function casFiles(files: readonly InputFile[]): readonly InputFile[] {
  return files.filter(
    ({ path }) =>
      splitPath(path).extension !== 'txt' &&
      !isAnnotatorList(path) &&
      !isProjectFile(path) &&
      !isTypeSystem(path),
  );
}

/** What all annotations on the first view have in common. */
function annotation(id: number, type: string, begin: number, end: number): string {
  return `{"%ID":${id},"%TYPE":"${type}","@sofa":1,"begin":${begin},"end":${end}`;
}

function isBlank(words: string): boolean {
  return words.trim() === '';
}

/** Everything about a text but its tags, one feature structure each; ids are counted from 1. */
function segmentsOf(text: string, title: string): readonly string[] {
  const tokenized = new TokenizedText(text);
  const { sentences, tokens } = tokenized;
  const sofa = {
    '%ID': 1,
    '%TYPE': SOFA,
    sofaNum: 1,
    sofaID: '_InitialView',
    mimeType: 'text',
    sofaString: text,
  };
  const whole = annotation(2, DOCUMENT, 0, text.length);
  const called = isBlank(title) ? '' : `,"documentTitle":${JSON.stringify(documentTitle(title))}`;
  const lines = [JSON.stringify(sofa), `${whole},"language":"x-unspecified"${called}}`];
  for (const range of sentences) {
    const { start, end } = tokenized.spanOf(range);
    lines.push(`${annotation(lines.length + 1, SENTENCE, start, end)}}`);
  }
  for (const { start, end } of tokens.length > TOKEN_LIMIT ? [] : tokens) {
    lines.push(`${annotation(lines.length + 1, TOKEN, start, end)}}`);
  }
  return lines;
}

function writeCas(
  { annotations }: UimaDocument,
  segments: readonly string[],
  codebook: Codebook,
  types: ReadonlyMap<string, string>,
  losses: LossCounter,
): string {
  const features = new Map<string, Set<string>>([
    [SENTENCE, new Set()],
    [TOKEN, new Set()],
  ]);
  for (const { id, attributes } of codebook.categories) {
    const names = attributes.map((attribute) => identifierName(attribute.id));
    features.set(typeOf(types, id), new Set([...names, NOTE_FEATURE, CONFIDENCE_FEATURE]));
  }
  const lines = [...segments];
  for (const each of annotations.toSorted(compareTags)) {
    const type = typeOf(types, each.category);
    const values = featuresOf(each, losses);
    const names = features.get(type) ?? new Set();
    for (const name of values.keys()) names.add(name);
    features.set(type, names);
    if (each.fragments.length > 1) losses.add('fragments');
    let body = '';
    for (const [name, value] of values) body += `,"${name}":${JSON.stringify(value)}`;
    for (const { start, end } of each.fragments) {
      lines.push(`${annotation(lines.length + 1, type, start, end)}${body}}`);
    }
  }
  const declared = [
    declare(DOCUMENT, ['documentTitle'], 'uima.tcas.DocumentAnnotation'),
    ...Array.from(features, ([type, names]) => declare(type, names)),
  ];
  const members = lines.slice(1).map((_, index) => index + 2);
  const view = JSON.stringify({ _InitialView: { '%SOFA': 1, '%MEMBERS': members } });
  const named = JSON.stringify(Object.fromEntries(declared));
  return `{"%TYPES":${named},\n"${STRUCTURES}":[\n${lines.join(',\n')}\n],\n"%VIEWS":${view}}\n`;
}

/** A type with its features, all of which are words. */
function declare(
  type: string,
  names: Iterable<string>,
  above = 'uima.tcas.Annotation',
): readonly [string, object] {
  const features = Array.from(names, (name): [string, object] => [
    name,
    { '%NAME': name, '%RANGE': 'uima.cas.String' },
  ]);
  return [type, { '%NAME': type, '%SUPER_TYPE': above, ...Object.fromEntries(features) }];
}

function readCas(input: CasInput, cas: unknown): Result<LooseArticle[], CodecError> {
  const { path } = input;
  if (isRecord(cas) && isOlder(cas)) return ok(readOlder(input, cas));
  const given = isRecord(cas) ? cas[STRUCTURES] : undefined;
  if (!isRecord(cas) || (given === undefined && !('%TYPES' in cas))) {
    const detail = `It is not a CAS: it has no ${STRUCTURES}.`;
    return err({ type: 'other-format', place: path, detail });
  }
  const isNamed = isRecord(given) && Object.keys(given).length > 0;
  const list = isNamed ? structuresById(given) : given;
  if (!Array.isArray(list)) {
    const detail = `${STRUCTURES} is not a list.`;
    return err({ type: 'malformed', place: `${path}, /${STRUCTURES}`, detail });
  }
  let inViews: ReadonlyMap<unknown, unknown> | undefined;
  const views = (): ReadonlyMap<unknown, unknown> => (inViews ??= readViews(cas['%VIEWS']));
  return ok(articlesOf(input, readStructures(input, list), views));
}

/** The text of each structure that is a member of a view, both by their ids. */
function readViews(views: unknown): ReadonlyMap<unknown, unknown> {
  const found = new Map<unknown, unknown>();
  for (const view of isRecord(views) ? Object.values(views) : []) {
    const { '%SOFA': sofa, '%MEMBERS': members } = isRecord(view) ? view : {};
    for (const id of Array.isArray(members) ? (members as unknown[]) : []) {
      if (!found.has(id)) found.set(id, sofa);
    }
  }
  return found;
}

/** Structures that are named by their ids, as the list that they are else. */
function structuresById(given: Readonly<Record<string, unknown>>): unknown[] {
  return Object.entries(given).map(([id, value]) =>
    isRecord(value) ? { '%ID': Number(id), ...value } : value,
  );
}

function readStructures({ path, refused }: CasInput, list: readonly unknown[]): Structure[] {
  const ids = new Set<number>();
  const structures: Structure[] = [];
  for (const [index, value] of list.entries()) {
    const place = `${path}, /${STRUCTURES}/${index}`;
    const structure = structureIn(value, place, ids);
    if (typeof structure === 'string') {
      const tags = isRecord(value) && 'begin' in value ? 1 : 0;
      refused.push({ place, reason: structure, tags });
    } else structures.push(structure);
  }
  return structures;
}

/** A structure; a sentence where it is none, or one with an id that is taken. */
function structureIn(value: unknown, place: string, ids: Set<number>): Structure | string {
  if (!isRecord(value)) return 'It is not a feature structure.';
  const { '%ID': id, '%TYPE': type } = value;
  if (typeof type !== 'string') return 'It has no %TYPE.';
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) {
    return 'Its %ID is not a positive whole number.';
  }
  if (ids.has(id)) return `Its %ID ${id} is there twice.`;
  ids.add(id);
  return { place, id, type, value };
}
