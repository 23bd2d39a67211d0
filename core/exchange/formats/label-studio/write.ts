import { sortedEntries } from '../../../collections/order.ts';
import { compareTags, type Annotation } from '../../../tags/tag.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import { uuidV5 } from '../../../uuid-v5.ts';
import type { CodecTools, WriteOptions, Written } from '../../content/codec.ts';
import type { ExchangeContent } from '../../content/content.ts';
import {
  annotatorNames,
  attributeNames,
  categoryNames,
  knownDetails,
  setsByArticle,
  type NameAttribute,
} from '../../content/content-lookup.ts';
import { countLosses } from '../../content/count-losses.ts';
import type { Family } from '../../../event/records.ts';
import {
  countLinkLosses,
  LINK_NAMES,
  tagLinksByArticle,
  type TagLink,
} from '../../content/tag-links.ts';
import { controlsOf, writeConfiguration, type Controls } from './configuration.ts';
import { controlName, LABELS, TEXT } from './names.ts';

/** Namespace of the ids of regions after the first of a tag. */
const NAMESPACE = '4a1c8a55-0f0a-4f0e-9b7e-6f9b1d0a3c52';

/** The tasks and the configuration that they need. */
export function writeTasks(
  content: ExchangeContent,
  options: WriteOptions,
  { sha1 }: CodecTools,
): Written {
  const { articles, codebook } = content;
  const losses = countLosses(content, [
    'attribute-spans',
    'parked-attributes',
    'confidence',
    'times',
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
    'link-words',
    'aliases',
    'codebook',
  ]);
  if (articles.length === 0) return { files: [], losses: losses.list() };
  const links = tagLinksByArticle(content);
  const linked = new Set<Family>();
  const sets = setsByArticle(content);
  const names = categoryNames(codebook);
  const people = annotatorNames(content, options);
  const controls = controlsOf(codebook);
  const nameAttribute = attributeNames(codebook);
  const tasks = articles.map(({ id, text, details }, index) => {
    const map = new CodePointMap(text);
    return {
      id: index + 1,
      data: {
        text,
        ...knownDetails(details),
        sha256: id,
      },
      annotations: (sets.get(id) ?? [])
        .filter(({ annotations }) => annotations.length > 0)
        .map(({ annotator, annotations }) => ({
          completed_by: null,
          annotator: { id: annotator, name: people.get(annotator) ?? '' },
          was_cancelled: false,
          result: [
            ...annotations.toSorted(compareTags).flatMap((annotation) => {
              if (annotation.fragments.length > 1) losses.add('fragments');
              const label = names.get(annotation.category) ?? annotation.category;
              return writeRegions(annotation, label, { nameAttribute, controls, map, sha1 });
            }),
            ...writeRelations(annotations, links.get(id) ?? [], linked),
          ],
        })),
      predictions: [],
    };
  });
  countLinkLosses(content, linked, losses);
  return {
    files: [
      {
        path: 'tasks.json',
        content: `[\n${tasks.map((task) => JSON.stringify(task)).join(',\n')}\n]\n`,
      },
      { path: 'labeling-config.xml', content: writeConfiguration(codebook, controls) },
    ],
    losses: losses.list(),
  };
}

/** What one person has tagged in one article and belongs together, each tag with the next. */
function writeRelations(
  annotations: readonly Annotation[],
  links: readonly TagLink[],
  linked: Set<Family>,
): object[] {
  const own = new Set(annotations);
  return links.flatMap(({ family, members }) => {
    const ids = members.flatMap(({ tag }) => (own.has(tag) ? [tag.id] : []));
    if (ids.length > 1) linked.add(family);
    return ids.slice(1).map((to_id, at) => ({
      ...{ type: 'relation', from_id: ids[at], to_id, direction: 'bi' },
      labels: [LINK_NAMES[family.kind]],
    }));
  });
}

interface RegionContext extends Pick<CodecTools, 'sha1'> {
  readonly nameAttribute: NameAttribute;
  readonly controls: Controls;
  readonly map: CodePointMap;
}

/** One region for each part of a tag, each with the attributes: a region is one stretch of text. */
function writeRegions(
  annotation: Annotation,
  label: string,
  { nameAttribute, controls, map, sha1 }: RegionContext,
): object[] {
  const values = sortedEntries(annotation.attributes).filter(([, value]) => value !== '');
  return annotation.fragments.flatMap((fragment, index) => {
    const id = index === 0 ? annotation.id : uuidV5(NAMESPACE, `${annotation.id} ${index}`, sha1);
    const start = map.toCodePoint(fragment.start);
    const end = map.toCodePoint(fragment.end);
    const text = fragment.exact;
    const result = (from_name: string, type: string, value: object) => ({
      id,
      from_name,
      to_name: TEXT,
      type,
      origin: 'manual',
      value,
    });
    const region = result(LABELS, 'labels', { start, end, text, labels: [label] });
    const answers = values.map(([attribute, written]) => {
      const { value } = nameAttribute(annotation.category, attribute, written);
      const name = controlName(attribute);
      return controls.get(attribute)?.type === 'choices'
        ? result(name, 'choices', { start, end, text, choices: [value] })
        : result(name, 'textarea', { start, end, text: [value] });
    });
    const note = annotation.note === '' ? {} : { meta: { text: [annotation.note] } };
    return [{ ...region, ...note }, ...answers];
  });
}
