// Annotations as other programs of the family keep them, in the words of the model.
import { isRecord } from '../../content/read-file.ts';
import { idIn, isA, listOf, stringIn, type JsonObject } from './values.ts';

export const ANNOTATION: ReadonlySet<string> = new Set(['Annotation']);

/** An annotation as the model has it; `null` for what is no annotation of any of these programs. */
export function asAnnotation(value: JsonObject): JsonObject | null {
  if (isState(value)) return fromState(value);
  if (isRow(value)) return fromRow(value);
  if ('on' in value && 'resource' in value) {
    return { ...value, target: value['on'], body: value['resource'] };
  }
  return 'target' in value || isA(value, ANNOTATION) ? value : null;
}

/** Hypothesis, and Annotator before it: tags and a text beside the target, or beside a quote. */
function isRow(value: JsonObject): boolean {
  const has = (...names: string[]): boolean => names.some((name) => name in value);
  return (
    !has('type', '@type', 'body', 'bodyValue') &&
    has('tags', 'text', 'uri', 'user') &&
    (has('target') || (has('uri', 'user') && has('quote', 'ranges', 'references')))
  );
}

function fromRow(row: JsonObject): JsonObject {
  const uri = stringIn(row['uri']);
  const quote = stringIn(row['quote']) ?? '';
  const targets = listOf(row['target']).map((each) =>
    isRecord(each) ? { ...each, source: each['source'] ?? uri } : each,
  );
  const whole = quote === '' ? { source: uri } : { source: uri, selector: quoteOf(quote) };
  const text = stringIn(row['text'])?.trim() ?? '';
  return {
    ...row,
    creator: row['user'],
    modified: row['updated'],
    target: targets.length > 0 ? targets : [whole],
    body: [
      ...listOf(row['tags']).map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
      ...(text === '' ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: text }]),
    ],
  };
}

function quoteOf(exact: unknown): JsonObject {
  return { type: 'TextQuoteSelector', exact };
}

/** Recogito and Annotorious since 2023: bodies in a list, and selectors without types. */
function isState(value: JsonObject): boolean {
  const { target } = value;
  if (!isRecord(target) || ('body' in value && !('bodies' in value))) return false;
  return (
    'bodies' in value ||
    listOf(target['selector']).some((each) => isRecord(each) && 'quote' in each)
  );
}

function fromState(state: JsonObject): JsonObject {
  const target = isRecord(state['target']) ? state['target'] : {};
  const source = target['source'] ?? null;
  const selectors = listOf(target['selector']).filter(isRecord);
  return {
    id: state['id'],
    type: 'Annotation',
    creator: target['creator'] ?? state['creator'],
    created: target['created'] ?? state['created'],
    modified: target['updated'] ?? state['updated'],
    body: listOf(state['bodies']).map((each) =>
      isRecord(each) ? { ...each, value: unpack(each['value']) } : each,
    ),
    target:
      selectors.length === 0
        ? [{ source }]
        : selectors.map((each) => ({
            source: each['source'] ?? source,
            selector: fromSelector(each),
          })),
  };
}

function fromSelector(selector: JsonObject): readonly JsonObject[] {
  if ('type' in selector) return [selector];
  const { quote, start, end, pageNumber } = selector;
  return [
    ...(typeof quote === 'string' ? [quoteOf(quote)] : []),
    ...('start' in selector ? [{ type: 'TextPositionSelector', start, end }] : []),
    ...('startSelector' in selector ? [{ ...selector, type: 'RangeSelector' }] : []),
    ...(typeof pageNumber === 'number'
      ? [{ type: 'FragmentSelector', value: `page=${pageNumber}` }]
      : []),
  ];
}

/** Longest value that is looked into. */
const PACKED_LIMIT = 100_000;

/** Recogito Studio keeps terms of vocabularies and formatted comments as JSON in a string. */
function unpack(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{') || value.length > PACKED_LIMIT)
    return value;
  let packed: unknown;
  try {
    packed = JSON.parse(value);
  } catch {
    return value;
  }
  if (!isRecord(packed)) return value;
  if (typeof packed['label'] === 'string') return { id: idIn(packed), label: packed['label'] };
  if (!Array.isArray(packed['ops'])) return value;
  const inserted = packed['ops'].map((each) => (isRecord(each) ? each['insert'] : null));
  return inserted.every((each) => typeof each === 'string') ? inserted.join('').trim() : value;
}
