import type { LooseArticle } from '../../content/loose.ts';
import { isRecord } from '../../content/read-file.ts';
import { articlesOf, SOFA, type CasInput } from './structures.ts';
import type { Structure } from './structure.ts';

type Named = Readonly<Record<string, unknown>>;

const CORE = 'de.tudarmstadt.ukp.dkpro.core.api';

/** Whole names of types that files without `_id` call by the last part alone, and that are no tags. */
const WHOLE_NAMES: ReadonlyMap<string, string> = new Map(
  [
    'uima.cas.Sofa',
    'uima.tcas.DocumentAnnotation',
    ...['Token', 'Sentence', 'Lemma', 'Stem'].map((name) => `${CORE}.segmentation.type.${name}`),
    ...['DocumentMetaData', 'TagsetDescription'].map((name) => `${CORE}.metadata.type.${name}`),
    ...['POS', 'MorphologicalFeatures'].map((name) => `${CORE}.lexmorph.type.${name}`),
    ...['Chunk', 'Dependency', 'Constituent', 'ROOT'].map((name) => `${CORE}.syntax.type.${name}`),
    ...['CoreferenceLink', 'CoreferenceChain'].map((name) => `${CORE}.coref.type.${name}`),
    'de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata',
  ].map((name) => [name.slice(name.lastIndexOf('.') + 1), name]),
);

/** Whether a file begins as the JSON does that UIMA itself wrote before there was CAS JSON. */
export function beginsOlder(text: string): boolean {
  return /^(?:ï»¿)?\s*\{\s*"_(?:context|views|referenced_fss)"\s*:/u.test(text);
}

export function isOlder(cas: Named): boolean {
  return isRecord(cas['_views']) || isRecord(cas['_referenced_fss']);
}

/**
 * The articles of a CAS in the JSON before CAS JSON 0.4: structures by their types in views, those
 * that others lead to by their ids, and what is 0 or nothing left out.
 */
export function readOlder(input: CasInput, cas: Named): LooseArticle[] {
  const types = recordIn(recordIn(cas, '_context'), '_types');
  const referenced = recordIn(cas, '_referenced_fss');
  const structures: Structure[] = [];
  for (const [key, value] of Object.entries(referenced)) {
    const id = Number(key);
    const place = `${input.path}, /_referenced_fss/${key}`;
    const type = isRecord(value) ? value['_type'] : undefined;
    if (!isRecord(value) || typeof type !== 'string' || !Number.isSafeInteger(id) || id < 1) {
      input.refused.push({ place, reason: 'It is not a feature structure.', tags: 0 });
    } else structures.push(structureOf(place, id, type, value, types));
  }
  const texts = new Map(
    structures.flatMap(({ id, type, value }) => (type === SOFA ? [[value['sofaID'], id]] : [])),
  );
  const inViews = new Map<unknown, unknown>();
  let last = structures.reduce((most, { id }) => Math.max(most, id), 0);
  for (const [view, byType] of Object.entries(recordIn(cas, '_views'))) {
    for (const [type, members] of isRecord(byType) ? Object.entries(byType) : []) {
      for (const [index, member] of (Array.isArray(members) ? members : []).entries()) {
        const id = typeof member === 'number' ? member : (last += 1);
        const sofa = texts.get(view);
        if (sofa !== undefined && !inViews.has(id)) inViews.set(id, sofa);
        if (typeof member === 'number') continue;
        const place = `${input.path}, /_views/${view}/${type}/${index}`;
        if (isRecord(member)) structures.push(structureOf(place, id, type, member, types));
        else input.refused.push({ place, reason: 'It is not a feature structure.', tags: 0 });
      }
    }
  }
  return articlesOf(input, structures, () => inViews);
}

/** A structure with its features named as in CAS JSON 0.4. */
function structureOf(
  place: string,
  id: number,
  type: string,
  given: Named,
  types: Named,
): Structure {
  const own = recordIn(types, type);
  const kinds = recordIn(own, '_feature_types');
  const features = Object.entries(given)
    .filter(([name]) => name !== '_type')
    .map(([name, value]): [string, unknown] => {
      const leads = name === 'sofa' || kinds[name] === '_ref' || RELATION.has(name);
      return [leads ? `@${name}` : name, value];
    });
  if ('end' in given && !('begin' in given)) features.push(['begin', 0]);
  const whole = own['_id'] ?? WHOLE_NAMES.get(type);
  return {
    place,
    id,
    type: typeof whole === 'string' ? whole : type,
    value: Object.fromEntries(features),
  };
}

/** The two ends of a relation, in files that do not say what their features are. */
const RELATION = new Set(['Governor', 'Dependent']);

function recordIn(value: Named, name: string): Named {
  const found = value[name];
  return isRecord(found) ? found : {};
}
