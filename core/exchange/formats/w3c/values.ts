import { isRecord } from '../../content/read-file.ts';
import type { LooseAuthor, LooseSpan } from '../../content/loose.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Names of the vocabulary in a value: `oa:tagging` and its whole address are `tagging`. */
export function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [localName(value)];
  return listOf(value).flatMap((each) => {
    const name = isRecord(each) ? (each['id'] ?? each['@id']) : each;
    return typeof name === 'string' ? [localName(name)] : [];
  });
}

function localName(name: string): string {
  const before = Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'), name.lastIndexOf('#'));
  return name.slice(before + 1);
}

export function stringIn(value: unknown): string | null {
  const [first] = listOf(value);
  return typeof first === 'string' ? first : null;
}

/** An id, without what says that it is a UUID. */
export function idIn(value: unknown): string | null {
  const [first] = listOf(value);
  const id = isRecord(first) ? (first['id'] ?? first['@id']) : first;
  return typeof id === 'string' ? id.replace(/^urn:uuid:/iu, '') : null;
}

export function idOf(value: JsonObject): string | null {
  return idIn(value['id'] ?? value['@id']);
}

export function authorIn(value: unknown): LooseAuthor | null {
  const [first] = listOf(value);
  const id = idIn(first);
  const name = isRecord(first) ? (stringIn(first['name']) ?? stringIn(first['nickname'])) : null;
  return id === null && name === null ? null : { id, name: name ?? id ?? '' };
}

/** What an annotation is aimed at. */
export interface Target {
  /** Of a text or of another annotation. */
  readonly source: string | null;
  readonly span: LooseSpan | null;
  /** Whether it has a selector of a kind that is not read. */
  readonly isStrange: boolean;
}

export function readTarget(value: unknown): Target {
  if (!isRecord(value)) return { source: idIn(value), span: null, isStrange: value === null };
  const source = idIn(value['source'] ?? value);
  const selectors = listOf(value['selector']).filter(isRecord);
  const position = selectors.find((each) => typeIs(each, 'TextPositionSelector'));
  const quote = selectors.find((each) => typeIs(each, 'TextQuoteSelector'));
  if (!position && !quote) return { source, span: null, isStrange: 'selector' in value };
  const number = (at: unknown): number => (typeof at === 'number' ? at : Number.NaN);
  const [prefix, suffix] = [stringIn(quote?.['prefix']), stringIn(quote?.['suffix'])];
  return {
    source,
    span: {
      start: position ? number(position['start']) : null,
      end: position ? number(position['end']) : null,
      exact: quote ? (stringIn(quote['exact']) ?? '') : null,
      ...(prefix === null ? {} : { prefix }),
      ...(suffix === null ? {} : { suffix }),
    },
    isStrange: [position, quote].some((each) => each !== undefined && 'refinedBy' in each),
  };
}

function typeIs(value: JsonObject, type: string): boolean {
  const given = value['type'] ?? value['@type'];
  return given === type || namesIn(given).includes(type);
}

/** A body with its purpose; the purpose of a body that has none is the annotation's. */
export interface Body {
  readonly purposes: readonly string[];
  readonly value: string | null;
  readonly label: string | null;
  readonly source: unknown;
  readonly selected: Target | null;
}

export function readBodies({ body, bodyValue, motivation }: JsonObject): Body[] {
  const otherwise = namesIn(motivation);
  const plain = (value: unknown): Body => ({
    purposes: otherwise,
    value: stringIn(value),
    label: null,
    source: null,
    selected: null,
  });
  return [
    ...listOf(body).map((each): Body => {
      if (!isRecord(each)) return plain(each);
      const purposes = namesIn(each['purpose']);
      return {
        purposes: purposes.length > 0 ? purposes : otherwise,
        value: stringIn(each['value'] ?? each['chars']),
        label: stringIn(each['label']),
        source: each['source'] ?? null,
        selected: 'selector' in each ? readTarget(each) : null,
      };
    }),
    ...listOf(bodyValue).map(plain),
  ];
}
