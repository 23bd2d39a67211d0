import type { LooseAuthor } from '../../content/loose.ts';
import { isRecord } from '../../content/read-file.ts';
import { readTarget, type Target } from './selectors.ts';
import {
  authorIn,
  idIn,
  idOf,
  isA,
  isAddress,
  listOf,
  namesIn,
  stringIn,
  titleOf,
  type JsonObject,
} from './values.ts';

/** A body with its purpose; the purpose of a body that has none is the annotation's. */
export interface Body {
  readonly purposes: readonly string[];
  /** Its text. */
  readonly value: string | null;
  readonly label: string | null;
  /** Of a term in a vocabulary, or of something that is not in the file. */
  readonly address: string | null;
  readonly source: unknown;
  readonly selected: Target | null;
  /** Who wrote it, where that is said of the body itself. */
  readonly author: LooseAuthor | null;
  readonly created: string | null;
  /** What is said beside it, as Recogito does. */
  readonly note: string | null;
}

export function readBodies({ body, bodyValue, motivation }: JsonObject): Body[] {
  const parts = partsOf(body);
  // Drafts of the model say by types which bodies are tags; the others beside these are no tags.
  const hasTags = parts.some((each) => isRecord(each) && isA(each, TAGS));
  const otherwise = hasTags ? ['commenting'] : namesIn(motivation);
  const bodies = parts.map((each) =>
    isRecord(each) ? readBody(each, otherwise) : plain(each, otherwise),
  );
  for (const value of listOf(bodyValue)) {
    bodies.push({ ...plain(null, otherwise), value: stringIn(value) });
  }
  return bodies;
}

const CHOICE: ReadonlySet<string> = new Set(['Choice']);

/** Bodies of lists, and of several to choose from the first, as the model demands. */
function partsOf(body: unknown): readonly unknown[] {
  const bodies = listOf(body);
  const isList = (each: unknown): each is JsonObject => isRecord(each) && 'items' in each;
  if (!bodies.some(isList)) return bodies;
  return bodies.flatMap((each) => {
    if (!isList(each)) return [each];
    const items = listOf(each['items']);
    return partsOf(isA(each, CHOICE) ? items.slice(0, 1) : items);
  });
}

/** A body that is a string: the address of something, or in the files of some programs its text. */
function plain(given: unknown, purposes: readonly string[]): Body {
  const words = stringIn(given);
  const isText = words !== null && !isAddress(words);
  return {
    purposes,
    value: isText ? words : null,
    label: null,
    address: isText ? null : words,
    source: null,
    selected: null,
    author: null,
    created: null,
    note: null,
  };
}

const TEXTS: ReadonlySet<string> = new Set(['TextualBody']);
const RESOURCES: ReadonlySet<string> = new Set(['SpecificResource']);

function readBody(body: JsonObject, otherwise: readonly string[]): Body {
  const purposes = purposesIn(body);
  const given = body['value'] ?? body['chars'] ?? body['text'];
  const words = stringIn(given);
  // A resource with a value has its address there.
  const isText = words !== null && !(isA(body, RESOURCES) && isAddress(words));
  const source = body['source'] ?? body['related'] ?? (isRecord(given) ? given : null);
  // The id of a text is its own, that of anything else may be the address of what it is.
  const own = isA(body, TEXTS) ? null : idOf(body);
  const address = (isText ? null : words) ?? idIn(source) ?? own;
  return {
    purposes: purposes.length > 0 ? purposes : otherwise,
    value: isText ? words : null,
    label: stringIn(body['label']) ?? (isRecord(source) ? titleOf(source) : null),
    address: address !== null && isAddress(address) ? address : null,
    source,
    selected: 'selector' in body ? readTarget(body) : null,
    author: authorIn(body['creator']),
    created: stringIn(body['created']),
    note: stringIn(body['note']),
  };
}

const TAGS: ReadonlySet<string> = new Set(['Tag', 'SemanticTag']);

/** What a body is for; drafts of the model say it by types. */
function purposesIn(body: JsonObject): string[] {
  return isA(body, TAGS) ? ['tagging'] : namesIn(body['purpose']);
}
