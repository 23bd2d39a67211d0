import { compareText } from '../../collections/order.ts';
import {
  CATEGORY_LIMIT,
  LABEL_LIMIT,
  type Category,
  type Codebook,
} from '../../codebook/codebook.ts';
import { UNKNOWN_LOOKS, findByName, idFromLabel, valueId } from '../../codebook/names.ts';
import { isPlainLabel } from '../../guards/labels.ts';
import type { LooseContent } from '../content/loose.ts';

/** Finds what the labels of a file are in a codebook, and makes what the codebook lacks. */
export class LabelMatcher {
  /** Categories that the codebook lacks, by the label that the file has. */
  readonly #unknown = new Map<string, Category>();
  /** Ids of categories, those that had to be made included. */
  readonly #taken: Set<string>;
  /** What was found before for a label, and for the name of an attribute. */
  readonly #categories = new Map<string, Category | null>();
  readonly #attributes = new Map<Category, Map<string, string | null>>();

  constructor(
    private readonly book: Codebook,
    private readonly by: NonNullable<LooseContent['namedBy']>,
    private readonly makeId: (name: string) => string,
  ) {
    this.#taken = new Set(book.categories.map(({ id }) => id));
  }

  /** The category of a label; one that the codebook lacks is made for it; `null` for what is none. */
  category(label: string): Category | null {
    return found(this.#categories, label, () => this.#findCategory(label));
  }

  #findCategory(label: string): Category | null {
    const { categories } = this.book;
    const known =
      this.by === 'id' ? categories.find(({ id }) => id === label) : findByName(categories, label);
    if (known) return known;
    if (!isPlainLabel(label) || label.length > LABEL_LIMIT) return null;
    const plain = this.by === 'id' ? label : idFromLabel(label);
    const id =
      plain !== null && !this.#taken.has(plain)
        ? plain
        : `x${this.makeId(`label ${label}`).slice(0, 8)}`;
    this.#taken.add(id);
    const letter = /[\p{L}\p{N}]/u.exec(label)?.[0].toUpperCase() ?? '?';
    const category: Category = { id, label: label.toWellFormed(), letter, ...UNKNOWN_LOOKS };
    this.#unknown.set(label, category);
    return category;
  }

  /** The id of an attribute by its name; `null` for a name that none can have. */
  attribute(category: Category, name: string): string | null {
    if (this.by === 'id') return name;
    return found(
      inside(this.#attributes, category),
      name,
      () => findByName(category.attributes, name)?.id ?? idFromLabel(name),
    );
  }

  /** What is kept of a value: its id where the codebook lists it. */
  value(category: Category, attribute: string, value: string): string {
    return this.by === 'id' ? value : valueId(category, attribute, value);
  }

  /** Whether values of nothing are left out: other programs write them for every attribute. */
  get dropsEmpty(): boolean {
    return this.by === 'label';
  }

  /** The codebook with the categories that were made, as many as it may have. */
  get codebook(): Codebook {
    const categories = [...this.book.categories, ...this.#unknown.values()];
    return { ...this.book, categories: categories.slice(0, CATEGORY_LIMIT) };
  }

  /** Labels that the codebook does not have, as the file writes them, sorted. */
  get unknownLabels(): string[] {
    return [...this.#unknown.keys()].sort(compareText);
  }
}

/** What was found for a name before: a file has many tags and few names. */
function found<T>(known: Map<string, T>, name: string, find: () => T): T {
  const before = known.get(name);
  if (before !== undefined) return before;
  const made = find();
  known.set(name, made);
  return made;
}

/** The map inside another one, made where there is none. */
function inside<K, T>(maps: Map<K, Map<string, T>>, key: K): Map<string, T> {
  const known = maps.get(key);
  if (known) return known;
  const made = new Map<string, T>();
  maps.set(key, made);
  return made;
}
