import { LABEL_LIMIT } from '../../../codebook/codebook.ts';
import { isPlainLabel } from '../../../guards/labels.ts';
import { isRecord } from '../../content/read-file.ts';
import type { LooseAuthor } from '../../content/loose.ts';

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

export function typesOf(value: JsonObject): string[] {
  return namesIn(value['type'] ?? value['@type']);
}

export function isA(value: JsonObject, types: ReadonlySet<string>): boolean {
  const type = value['type'] ?? value['@type'];
  // Of many annotations nearly all have one type, and that as a string.
  if (typeof type === 'string') return types.has(localName(type));
  return type !== undefined && namesIn(type).some((each) => types.has(each));
}

export function localName(name: string): string {
  if (!name.includes(':') && !name.includes('/') && !name.includes('#')) return name;
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
  if (typeof id !== 'string') return null;
  return /^urn:uuid:/iu.test(id) ? id.slice('urn:uuid:'.length) : id;
}

export function idOf(value: JsonObject): string | null {
  return idIn(value['id'] ?? value['@id']);
}

export function authorIn(value: unknown): LooseAuthor | null {
  const [first] = listOf(value);
  const id = idIn(first);
  const given = isRecord(first) ? (stringIn(first['name']) ?? stringIn(first['nickname'])) : null;
  // Of accounts on a server people know the part before its name: `acct:anna@example.org`.
  const account = /^acct:([^@]+)@/iu.exec(id ?? '')?.[1];
  const name = given ?? account ?? (id !== null && isAddress(id) ? nameOfAddress(id) : id);
  return name === null ? null : { id, name };
}

/** Who made an annotation, in the words of the model or of the drafts before it. */
export function creatorOf(value: JsonObject): LooseAuthor | null {
  return authorIn(value['creator'] ?? value['annotatedBy']);
}

/** Whether words are an address of the web or of a vocabulary, and not what a person would write. */
export function isAddress(words: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:\/\/|urn:|doi:|info:|ark:)\S+$/iu.test(words);
}

/** The last part of an address: `Quote` of `https://vocab.example.org/Quote`. */
export function nameOfAddress(address: string): string {
  const [, path = address] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*(.*)$/isu.exec(address) ?? [];
  const last = path.split(/[/#:]/u).findLast((part) => part !== '') ?? address;
  const name = decode(last);
  return isPlainLabel(name) && name.length <= LABEL_LIMIT ? name : address;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** By what something is called for people, the best first. */
const NAMES = ['label', 'prefLabel', 'name', 'title'];

/** What something is called for people, in whatever language comes first. */
export function titleOf(value: JsonObject): string | null {
  let best: string | null = null;
  let rank = NAMES.length;
  for (const key of Object.keys(value)) {
    const found = NAMES.indexOf(localName(key));
    if (found < 0 || found >= rank) continue;
    const title = wordsIn(value[key]);
    if (title === null || title.trim() === '') continue;
    best = title;
    rank = found;
  }
  return best;
}

/** The first words in a value: alone, in a list, of a literal of RDF, or by languages. */
function wordsIn(value: unknown): string | null {
  const [first] = listOf(value);
  return isRecord(first) ? stringIn(first['@value'] ?? Object.values(first)[0]) : stringIn(first);
}
