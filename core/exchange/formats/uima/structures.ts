import { TITLE_LIMIT } from '../../../article/article.ts';
import { codePointLength } from '../../../text/code-points.ts';
import { hasForbiddenName } from '../../../guards/labels.ts';
import { Confidence } from '../../../tags/tag.ts';
import type { LooseArticle, LooseAuthor, LooseTag, ReadRefusal } from '../../content/loose.ts';
import type { LossCounter } from '../../content/losses.ts';
import { titleOfDocument } from './inception.ts';
import { Links } from './links.ts';
import type { Structure } from './structure.ts';
import {
  CONFIDENCE_FEATURE,
  countLinguistic,
  labelsOf,
  NOTE_FEATURE,
  shortName,
  useOf,
  type TypeUse,
} from './types.ts';

export const SOFA = 'uima.cas.Sofa';

/** A document while it is read. */
export interface CasInput {
  readonly path: string;
  readonly author: LooseAuthor | null;
  readonly ignored: LossCounter;
  readonly refused: ReadRefusal[];
}

type OpenArticle = Omit<LooseArticle, 'tags' | 'unit' | 'details'> & {
  unit: LooseArticle['unit'];
  details: LooseArticle['details'];
  readonly tags: LooseTag[];
};

/**
 * The articles of one CAS: one for each text.
 *
 * @param inViews the text of each member of a view, both by their ids; asked for where structures do
 *   not name it
 */
export function articlesOf(
  input: CasInput,
  structures: readonly Structure[],
  inViews: () => ReadonlyMap<unknown, unknown>,
): LooseArticle[] {
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
  const links = new Links(structures);
  const uses = new Map<string, TypeUse>();
  for (const { type } of structures) if (!uses.has(type)) uses.set(type, useOf(type));
  const labels = labelsOf(uses.keys());
  const [only, ...others] = articles.keys();
  for (const structure of structures) {
    if (structure.type === SOFA) continue;
    const sofa = structure.value['@sofa'] ?? inViews().get(structure.id);
    // Where there is one text alone, some programs do not say that it is this.
    const id = sofa === undefined && others.length === 0 ? only : sofa;
    const article = typeof id === 'number' ? articles.get(id) : undefined;
    const use = uses.get(structure.type) ?? { type: 'structure' };
    // Tokens and sentences, and what is said of the document.
    if (use.type === 'structure') {
      if (article) readDocumentFacts(structure, article);
      continue;
    }
    if (links.isElement(structure)) {
      input.ignored.addWithName('links', shortName(structure.type));
      continue;
    }
    if (links.isChain(structure) || '%ELEMENTS' in structure.value) continue;
    const read = readTag(input, structure, use, linguistic, links.countFrom(structure));
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
  return [...articles.values()];
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
    article.details = { title: titleOfDocument(title).slice(0, TITLE_LIMIT).toWellFormed() };
  }
}

/**
 * The tag that a feature structure is; `null` for what is none, which is counted where it matters.
 *
 * @param links how many lead from it that are no structures of their own
 */
function readTag(
  { author, ignored }: CasInput,
  { place, id, type, value }: Structure,
  use: Exclude<TypeUse, { type: 'structure' }>,
  linguistic: Map<string, number>,
  links: number,
): LooseTag | null {
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
