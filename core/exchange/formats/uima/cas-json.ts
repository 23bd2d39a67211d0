import { compareTags, Confidence } from '../../../tags/tag.ts';
import { codePointLength } from '../../../text/code-points.ts';
import type { Codebook } from '../../../codebook/codebook.ts';
import { hasForbiddenName } from '../../../guards/labels.ts';
import { err, ok, type Result } from '../../../result.ts';
import { isAnnotatorList } from '../../containers/annotator-files.ts';
import { splitPath } from '../../containers/paths.ts';
import type { LooseAuthor, LooseArticle, LooseTag, ReadRefusal } from '../../content/loose.ts';
import { identifierName } from '../../../codebook/names.ts';
import type { Codec, CodecError, InputFile } from '../../content/codec.ts';
import { countLosses, OURS_ALONE } from '../../content/count-losses.ts';
import { latin1 } from '../../containers/latin1.ts';
import { LossCounter } from '../../content/losses.ts';
import { TokenizedText } from '../../containers/tokens.ts';
import {
  CONFIDENCE_FEATURE,
  countLinguistic,
  documentsOf,
  featuresOf,
  labelsOf,
  NOTE_FEATURE,
  readEach,
  shortName,
  typeOf,
  typesOf,
  useOf,
  type UimaDocument,
} from './types.ts';
import { inceptionProject, isProjectFile } from './inception.ts';
import { isRecord, readJson } from '../../content/read-file.ts';

const STRUCTURES = '%FEATURE_STRUCTURES';
const SEGMENTATION = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type';
const SENTENCE = `${SEGMENTATION}.Sentence`;
const TOKEN = `${SEGMENTATION}.Token`;
const SOFA = 'uima.cas.Sofa';

/** How the JSON begins that UIMA itself wrote before there was CAS JSON. */
const LEGACY = /^(?:ï»¿)?\s*\{\s*"_context"\s*:/u;

/** Most tokens that are written: with more, the file could not be opened again. */
const TOKEN_LIMIT = 400_000;

/**
 * UIMA CAS JSON 0.4, as INCEpTION and cassis read it, in the folders of an export of INCEpTION: a
 * CAS for each annotator and article, with sentences, tokens, and a type for each category whose
 * features are strings. Importers break on offsets in code points, on a type that is not declared,
 * and on keys in another order.
 */
export const CAS_JSON: Codec = {
  name: 'cas-json',
  title: 'UIMA CAS JSON 0.4 (INCEpTION)',
  extension: 'json',
  output: 'folder',
  unit: 'UTF-16 code units',
  text: 'always',
  write: (content, options) => {
    const losses = countLosses(content, [...OURS_ALONE, 'attribute-spans']);
    const { documents, list } = documentsOf(content, options, losses);
    const types = typesOf(content.codebook);
    let last: { readonly text: string; readonly segments: readonly string[] } | null = null;
    const files = documents.map((document) => {
      const { text } = document.article;
      if (last?.text !== text) last = { text, segments: segmentsOf(text) };
      const cas = writeCas(document, last.segments, content.codebook, types, losses);
      return { path: `${document.path}.json`, content: cas };
    });
    return { files: [...list, ...files], losses: losses.list() };
  },
  recognise: (files) => {
    const beginnings = jsonFiles(files).map(({ bytes }) => latin1(bytes.subarray(0, 4096)));
    const isCas = (text: string): boolean =>
      /^(?:ï»¿)?\s*\{\s*"%(?:HEADER|FLAGS|TYPES|FEATURE_STRUCTURES|VIEWS)"\s*:/u.test(text);
    if (beginnings.some(isCas)) return 0.98;
    // So that it is said which other form this is.
    return beginnings.some((text) => LEGACY.test(text)) ? 0.6 : 0;
  },
  read: (files, tools) => {
    const project = inceptionProject(files, tools);
    const ignored = new LossCounter();
    return readEach(jsonFiles(files), project, ignored, (file, refused) => {
      const value = readJson(file, tools);
      const input = { path: file.path, author: project.authorOf(file.path), ignored, refused };
      return value.ok ? readCas(input, value.value) : value;
    });
  },
};

function jsonFiles(files: readonly InputFile[]): readonly InputFile[] {
  return files.filter(
    ({ path }) =>
      splitPath(path).extension !== 'txt' && !isAnnotatorList(path) && !isProjectFile(path),
  );
}

/** What all annotations on the first view have in common. */
function annotation(id: number, type: string, begin: number, end: number): string {
  return `{"%ID":${id},"%TYPE":"${type}","@sofa":1,"begin":${begin},"end":${end}`;
}

/** Everything about a text but its tags, one feature structure each; ids are counted from 1. */
function segmentsOf(text: string): readonly string[] {
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
  const whole = annotation(2, 'uima.tcas.DocumentAnnotation', 0, text.length);
  const lines = [JSON.stringify(sofa), `${whole},"language":"x-unspecified"}`];
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
  const declared = Array.from(features, ([type, names]) => [
    type,
    {
      '%NAME': type,
      '%SUPER_TYPE': 'uima.tcas.Annotation',
      ...Object.fromEntries(
        Array.from(names, (name) => [name, { '%NAME': name, '%RANGE': 'uima.cas.String' }]),
      ),
    },
  ]);
  const members = lines.slice(1).map((_, index) => index + 2);
  const view = JSON.stringify({ _InitialView: { '%SOFA': 1, '%MEMBERS': members } });
  const named = JSON.stringify(Object.fromEntries(declared));
  return `{"%TYPES":${named},\n"${STRUCTURES}":[\n${lines.join(',\n')}\n],\n"%VIEWS":${view}}\n`;
}

interface CasInput {
  readonly path: string;
  readonly author: LooseAuthor | null;
  readonly ignored: LossCounter;
  readonly refused: ReadRefusal[];
}

/** A feature structure with where it stands. */
interface Structure {
  readonly place: string;
  readonly id: number;
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

type OpenArticle = Omit<LooseArticle, 'tags' | 'unit' | 'details'> & {
  unit: LooseArticle['unit'];
  details: LooseArticle['details'];
  readonly tags: LooseTag[];
};

/** The articles of one CAS: one for each view with a text. */
function readCas(input: CasInput, cas: unknown): Result<LooseArticle[], CodecError> {
  const { path } = input;
  const given = isRecord(cas) ? cas[STRUCTURES] : undefined;
  if (!isRecord(cas) || (given === undefined && !('%TYPES' in cas))) {
    const isLegacy = isRecord(cas) && '_context' in cas && '_views' in cas;
    const detail = isLegacy
      ? 'It is the older JSON of UIMA, which is not read here. Export it as UIMA CAS JSON 0.4.'
      : `It is not a CAS: it has no ${STRUCTURES}.`;
    return err({ type: 'other-format', place: path, detail });
  }
  const isNamed = isRecord(given) && Object.keys(given).length > 0;
  const list = isNamed ? structuresById(given) : given;
  if (!Array.isArray(list)) {
    const detail = `${STRUCTURES} is not a list.`;
    return err({ type: 'malformed', place: `${path}, /${STRUCTURES}`, detail });
  }
  const structures = readStructures(input, list);
  const articles = new Map<number, OpenArticle>();
  for (const { id, type, place, value } of structures) {
    const text = value['sofaString'];
    if (type !== SOFA || typeof text !== 'string') continue;
    articles.set(id, {
      place,
      text,
      sha256: null,
      details: {},
      unit: 'utf-16',
      boilerplate: [],
      tags: [],
    });
  }
  const linguistic = new Map<string, number>();
  const inViews = readViews(cas['%VIEWS']);
  const labels = labelsOf(structures.map(({ type }) => type));
  for (const structure of structures) {
    if (structure.type === SOFA) continue;
    const sofa = structure.value['@sofa'] ?? inViews.get(structure.id);
    const [only, ...others] = articles.keys();
    // Where there is one text alone, some programs do not say that it is this.
    const id = sofa === undefined && others.length === 0 ? only : sofa;
    const article = typeof id === 'number' ? articles.get(id) : undefined;
    if (article) readDocumentFacts(structure, article);
    const read = readTag(input, structure, linguistic);
    if (!read) continue;
    const tag = { ...read, label: labels.get(structure.type) ?? read.label };
    if (article) article.tags.push(tag);
    else if (id === undefined) {
      const what = `annotations of the layer ${tag.label} that are in no view and name no text`;
      input.ignored.addNamed(what);
    } else {
      const reason = 'It is on a text that is not in the file.';
      input.refused.push({ place: structure.place, reason, tags: 1 });
    }
  }
  countLinguistic(linguistic, input.ignored);
  return ok([...articles.values()]);
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

/** What the annotation of a whole text shows: what positions count, and what the text is called. */
function readDocumentFacts(
  { type, value }: Structure,
  article: { text: string | null; unit: LooseArticle['unit']; details: LooseArticle['details'] },
): void {
  if (!/\.(?:DocumentAnnotation|DocumentMetaData)$/u.test(type)) return;
  const { end, documentTitle: title } = value;
  const { text } = article;
  if (text !== null && end !== text.length && end === codePointLength(text)) {
    article.unit = 'code-points';
  }
  if (typeof title === 'string' && title.trim() !== '') {
    const plain = title.replace(/\.(?:txt|html?|pdf|xml)$/iu, '').slice(0, 1000);
    article.details = { title: plain.toWellFormed() };
  }
}

function readStructures({ path, refused }: CasInput, list: readonly unknown[]): Structure[] {
  const ids = new Set<number>();
  return list.flatMap((value, index): Structure[] => {
    const place = `${path}, /${STRUCTURES}/${index}`;
    const refuse = (reason: string): [] => {
      refused.push({ place, reason, tags: isRecord(value) && 'begin' in value ? 1 : 0 });
      return [];
    };
    if (!isRecord(value)) return refuse('It is not a feature structure.');
    const { '%ID': id, '%TYPE': type } = value;
    if (typeof type !== 'string') return refuse('It has no %TYPE.');
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) {
      return refuse('Its %ID is not a positive whole number.');
    }
    if (ids.has(id)) return refuse(`Its %ID ${id} is there twice.`);
    ids.add(id);
    return [{ place, id, type, value }];
  });
}

/** The tag that a feature structure is; `null` for what is none, which is counted where it matters. */
function readTag(
  { author, ignored }: CasInput,
  { place, id, type, value }: Structure,
  linguistic: Map<string, number>,
): LooseTag | null {
  const use = useOf(type);
  if (use.type === 'structure') return null;
  const links = Object.keys(value).filter((key) => key.startsWith('@') && key !== '@sofa').length;
  // The specification marks positions; programs write them as any other number.
  const begin = 'begin' in value ? value['begin'] : value['^begin'];
  const end = 'end' in value ? value['end'] : value['^end'];
  if (begin === undefined || end === undefined) {
    // Arrays and the like say nothing by themselves; a link says what it leads to.
    if (links > 0) ignored.addWithName('links', shortName(type));
    else if (use.type === 'tag') {
      ignored.addNamed(`records of the layer ${shortName(type)} that are on no words`);
    }
    return null;
  }
  if (use.type === 'linguistic') {
    const name = shortName(type);
    linguistic.set(name, (linguistic.get(name) ?? 0) + 1);
    return null;
  }
  if (links > 0) ignored.addWithName('links', shortName(type));
  // A relation lies on the tag that it leads to, and is none itself.
  if (['@Governor', '@Dependent', '@source', '@target'].filter((key) => key in value).length > 1) {
    return null;
  }
  const attributes: Record<string, string> = {};
  for (const [name, feature] of Object.entries(value)) {
    if (/^[%@^#]/u.test(name) || name === 'begin' || name === 'end') continue;
    if (feature === null || hasForbiddenName(name)) continue;
    if (typeof feature === 'string') attributes[name] = feature;
    else if (typeof feature === 'number' || typeof feature === 'boolean') {
      attributes[name] = String(feature);
    } else ignored.addNamed('values of features that are lists or records');
  }
  const { [NOTE_FEATURE]: note = '', [CONFIDENCE_FEATURE]: sure, ...rest } = attributes;
  const confidence = Confidence.safeParse(sure);
  return {
    place,
    id: String(id),
    label: use.label,
    fragments: [
      {
        start: typeof begin === 'number' ? begin : Number.NaN,
        end: typeof end === 'number' ? end : Number.NaN,
        exact: null,
      },
    ],
    attributes: rest,
    attributeSpans: {},
    note,
    confidence: confidence.success ? confidence.data : null,
    author,
    created: null,
    modified: null,
  };
}
