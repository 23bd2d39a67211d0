import { compareText } from '../../collections/order.ts';
import { NAME_LIMIT } from '../../library/document.ts';
import { isUuid } from '../../tags/ids.ts';
import type { NamedAnnotator } from '../content/content.ts';
import type { LooseAuthor } from '../content/loose.ts';

/** What stands in for somebody whom a file does not name. */
const NOBODY = 'unknown';

/** The people of a file under ids of their own; who is named twice is one. */
export class People {
  readonly #present: Map<string, NamedAnnotator>;
  /** By id as the file has it, then by name. */
  readonly #known = new Map<string | null, Map<string, NamedAnnotator>>();

  /** @param fallback whose the tags are that the file names nobody for */
  constructor(
    given: readonly NamedAnnotator[],
    private readonly fallback: LooseAuthor | undefined,
    private readonly makeId: (name: string) => string,
  ) {
    this.#present = new Map(given.map((annotator) => [annotator.id, annotator]));
  }

  /** Who somebody is; not present until `add`. */
  find(author: LooseAuthor | null): NamedAnnotator {
    const { id = null, name = NOBODY } = author ?? this.fallback ?? {};
    const ofId = this.#known.get(id) ?? new Map<string, NamedAnnotator>();
    this.#known.set(id, ofId);
    const before = ofId.get(name);
    if (before) return before;
    const plain = name.trim().slice(0, NAME_LIMIT).toWellFormed() || NOBODY;
    const annotator = { id: uuidOf(id) ?? this.makeId(`annotator ${id ?? plain}`), name: plain };
    ofId.set(name, annotator);
    return annotator;
  }

  /** Counts somebody among those who made something in the file; answers with their id. */
  add(annotator: NamedAnnotator): string {
    if (!this.#present.has(annotator.id)) this.#present.set(annotator.id, annotator);
    return annotator.id;
  }

  /** By id. */
  list(): NamedAnnotator[] {
    return [...this.#present.values()].sort((a, b) => compareText(a.id, b.id));
  }
}

/** What a file gives as an id, if it is one. */
export function uuidOf(given: string | null): string | null {
  const id = given?.toLowerCase() ?? '';
  return isUuid(id) ? id : null;
}
