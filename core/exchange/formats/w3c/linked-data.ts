import { isRecord } from '../../content/read-file.ts';
import { ANNOTATION } from './forms.ts';
import { idOf, isA, localName, type JsonObject } from './values.ts';

/** What the vocabulary, and drafts of the model, call what the model calls otherwise. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['hasTarget', 'target'],
  ['hasBody', 'body'],
  ['hasSource', 'source'],
  ['hasSelector', 'selector'],
  ['hasStartSelector', 'startSelector'],
  ['hasEndSelector', 'endSelector'],
  ['hasPurpose', 'purpose'],
  ['motivatedBy', 'motivation'],
  ['annotatedBy', 'creator'],
  ['annotatedAt', 'created'],
  ['chars', 'value'],
]);

/**
 * The same in the words of the model where a value is of its drafts (Open Annotation, 2013) or has names
 * of the vocabulary: `oa:hasTarget`, or whole addresses, as programs for linked data write them. What is
 * only named by its id is put where it is named, if the file has it. Other values are as they were.
 */
export function inWordsOfModel(value: unknown): unknown {
  return isInOtherWords(value) ? new Translator(value).translate(value) : value;
}

/** Entries of a list that are looked at to know in which words it is. */
const LOOKED_AT = 50;

/** Whether an annotation among the first has a target by a name of the vocabulary. */
function isInOtherWords(value: unknown, depth = 0): boolean {
  if (depth > 3) return false;
  if (Array.isArray(value))
    return value.slice(0, LOOKED_AT).some((each) => isInOtherWords(each, depth + 1));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(
    ([key, each]) =>
      localName(key) === 'hasTarget' ||
      (key !== 'target' && localName(key) === 'target') ||
      (typeof each === 'object' && isInOtherWords(each, depth + 1)),
  );
}

class Translator {
  /** What is in the file by its id, but for annotations. */
  readonly #nodes = new Map<string, JsonObject>();
  readonly #done = new Map<string, unknown>();

  constructor(value: unknown) {
    const nodes = isRecord(value) ? value['@graph'] : value;
    for (const node of Array.isArray(nodes) ? nodes : []) {
      const id = isRecord(node) ? idOf(node) : null;
      if (isRecord(node) && id !== null && !isA(node, ANNOTATION)) this.#nodes.set(id, node);
    }
  }

  translate(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.filter((each) => !this.#isNode(each)).map((each) => this.#value(each));
    }
    return this.#value(value);
  }

  /** What stands among annotations to be named by one of them. */
  #isNode(value: unknown): boolean {
    return isRecord(value) && this.#nodes.has(idOf(value) ?? '');
  }

  #value(value: unknown): unknown {
    if (Array.isArray(value)) return value.flatMap((each) => this.#value(each));
    if (typeof value === 'string')
      return value.startsWith('_:') ? this.#named(value, value) : value;
    if (!isRecord(value)) return value;
    if ('@value' in value) return value['@value'];
    if ('@list' in value) return this.#value(value['@list']);
    const id = idOf(value);
    const isOnlyNamed = id !== null && Object.keys(value).length === 1;
    return isOnlyNamed ? this.#named(id, value) : this.#object(value);
  }

  /** What the file has under an id; made once, however often it is named. */
  #named(id: string, otherwise: unknown): unknown {
    const node = this.#nodes.get(id);
    if (!node) return otherwise;
    if (!this.#done.has(id)) {
      // What is named within itself stays named.
      this.#done.set(id, otherwise);
      this.#done.set(id, this.#object(node));
    }
    return this.#done.get(id);
  }

  #object(value: JsonObject): JsonObject {
    const entries = new Map<string, unknown>();
    for (const [key, each] of Object.entries(value)) {
      const local = localName(key);
      const name = key.startsWith('@') ? key : (RENAMED.get(local) ?? local);
      const isGraph = key === '@graph';
      if (!entries.has(name)) {
        entries.set(
          name,
          isGraph ? this.translate(each) : key.startsWith('@') ? each : this.#value(each),
        );
      }
    }
    return Object.fromEntries(entries);
  }
}
