import type { TagOf } from '../tags/tag.ts';
import {
  CODEBOOK_LIMITS,
  findCategory,
  type Attribute,
  type AttributeValue,
  type Category,
  type Codebook,
} from './codebook.ts';
import { newCategory } from './edit-category.ts';
import { isUsableLabel, newId } from './new-labels.ts';
import { usageKey } from './usage.ts';
import { UNKNOWN_LOOKS } from './names.ts';
import type { Span } from '../text/span.ts';
import { isCodebookId } from '../tags/ids.ts';

type Said = Pick<TagOf<Span>, 'category' | 'attributes' | 'attributeSpans'>;

/** What tags say that a codebook has no entry for. */
export interface UnknownLabels {
  /** Categories, attributes and values, as `Quote › Type › Direct`, sorted. */
  readonly labels: readonly string[];
  /** How many of them cannot be the name of anything in a codebook. */
  readonly unusable: number;
  /** For an edit of type `add-from`; without a category where nothing can be added. */
  readonly additions: Codebook;
  /** A tag with the ids that its values have in the codebook with the additions. */
  readonly follow: <T extends Pick<Said, 'category' | 'attributes'>>(tag: T) => T;
}

/**
 * Finds what tags from elsewhere have and a codebook lacks, with what would have to be added for it.
 * `described` is the codebook of the file that they come from; what it does not have either is told
 * from the tags.
 */
export function findUnknown(
  codebook: Codebook,
  described: Codebook | null,
  tags: Iterable<Said>,
): UnknownLabels {
  const finder = new Finder(codebook, described);
  for (const [id, attributes] of countUses(tags)) finder.addCategory(id, attributes);
  const { added, labels, unusable, ids } = finder;
  return {
    labels: labels.sort(),
    unusable,
    additions: { ...codebook, categories: added, relations: [] },
    follow: (tag) => {
      const entries = Object.entries(tag.attributes);
      const idOf = (attribute: string, value: string): string | undefined =>
        ids.get(usageKey(tag.category, attribute))?.get(value);
      if (entries.every(([attribute, value]) => idOf(attribute, value) === undefined)) return tag;
      return {
        ...tag,
        attributes: Object.fromEntries(
          entries.map(([attribute, value]) => [attribute, idOf(attribute, value) ?? value]),
        ),
      };
    },
  };
}

/** What tags say in one attribute. */
interface AttributeUse {
  /** How often each value is said. */
  readonly values: Map<string, number>;
  hasSpan: boolean;
}

type CategoryUse = ReadonlyMap<string, AttributeUse>;

/** What tags say, by category and attribute. */
function countUses(tags: Iterable<Said>): ReadonlyMap<string, CategoryUse> {
  const uses = new Map<string, Map<string, AttributeUse>>();
  for (const { category, attributes, attributeSpans } of tags) {
    const used = uses.get(category) ?? new Map<string, AttributeUse>();
    uses.set(category, used);
    const useOf = (attribute: string): AttributeUse => {
      const use = used.get(attribute) ?? { values: new Map<string, number>(), hasSpan: false };
      used.set(attribute, use);
      return use;
    };
    for (const [attribute, value] of Object.entries(attributes)) {
      const { values } = useOf(attribute);
      values.set(value, (values.get(value) ?? 0) + 1);
    }
    for (const attribute of Object.keys(attributeSpans)) useOf(attribute).hasSpan = true;
  }
  return uses;
}

class Finder {
  readonly added: Category[] = [];
  readonly labels: string[] = [];
  unusable = 0;
  /** Ids of values by what tags say for them, by category and attribute. */
  readonly ids = new Map<string, Map<string, string>>();

  constructor(
    private readonly codebook: Codebook,
    private readonly described: Codebook | null,
  ) {}

  addCategory(id: string, uses: CategoryUse): void {
    const mine = findCategory(this.codebook, id);
    const theirs = this.described ? findCategory(this.described, id) : undefined;
    if (!mine && isTooMany('categories', this.codebook.categories, this.added)) {
      this.#note(theirs?.label ?? id);
      return;
    }
    const category = mine ?? this.#newCategory(id, theirs);
    if (!mine && !this.#note(category.label)) return;
    const used: Attribute[] = [];
    for (const [name, use] of uses) {
      if (isTooMany('attributes', used)) this.#note(category.label, name);
      else used.push(...this.#attribute(category, theirs, name, use));
    }
    const unused = mine ? [] : category.attributes.filter((each) => !uses.has(each.id));
    if (mine && used.length === 0) return;
    this.added.push({ ...category, attributes: [...used, ...unused] });
  }

  /** As the file describes it; with looks of its own where it has only those of an unknown one. */
  #newCategory(id: string, theirs: Category | undefined): Category {
    const { codebook, added } = this;
    const present = { ...codebook, categories: [...codebook.categories, ...added] };
    const made = newCategory(present, theirs?.label ?? id, id);
    if (!theirs) return made;
    const { light } = UNKNOWN_LOOKS.color;
    return theirs.color.light.toLowerCase() === light && theirs.line === UNKNOWN_LOOKS.line
      ? { ...theirs, ...made, attributes: theirs.attributes }
      : theirs;
  }

  /** What is to be added of an attribute: all of it, or the values that it lacks. */
  #attribute(
    category: Category,
    theirs: Category | undefined,
    id: string,
    use: AttributeUse,
  ): readonly Attribute[] {
    const sameId = (each: Attribute): boolean => each.id === id;
    const mine = findCategory(this.codebook, category.id)?.attributes.find(sameId);
    const given = theirs?.attributes.find(sameId);
    const attribute = mine ?? given ?? guessAttribute(id, use);
    if (!mine && !this.#note(category.label, attribute.label)) return [];
    if (attribute.type !== 'enum') return mine ? [] : [attribute];
    const before = attribute.values ?? [];
    const values = [...before];
    for (const said of use.values.keys()) {
      if (isTooMany('values', values)) {
        this.#note(category.label, attribute.label, said);
        continue;
      }
      if (values.some((each) => each.id === said)) continue;
      const value =
        values.find(({ label }) => label === said.trim()) ??
        given?.values?.find((each) => each.id === said) ??
        newValue(said, values);
      if (!values.includes(value)) {
        if (!this.#note(category.label, attribute.label, value.label)) continue;
        values.push(value);
      }
      if (value.id !== said) this.#follow(usageKey(category.id, id), said, value.id);
    }
    if (mine && values.length === before.length) return [];
    return values.length === 0 ? [] : [{ ...attribute, values }];
  }

  #follow(attribute: string, said: string, id: string): void {
    const ids = this.ids.get(attribute) ?? new Map<string, string>();
    this.ids.set(attribute, ids.set(said, id));
  }

  /** Notes what is not in the codebook; answers whether something can be called that. */
  #note(...path: readonly string[]): boolean {
    const isUsable = isUsableLabel(path.at(-1) ?? '');
    this.labels.push(path.join(' › '));
    if (!isUsable) this.unusable += 1;
    return isUsable;
  }
}

/**
 * Whether there are more than a codebook can have: it will then refuse all of them, and what else a
 * file may have, which can be a hundred thousand, is only named.
 */
function isTooMany(
  what: keyof typeof CODEBOOK_LIMITS,
  ...lists: readonly (readonly unknown[])[]
): boolean {
  return lists.reduce((sum, { length }) => sum + length, 0) > CODEBOOK_LIMITS[what];
}

/** Most values that are taken for a list to choose from. */
const LIST_LIMIT = 20;

/** Few values that come again and again are a list; words that stand in the text are a name. */
function guessAttribute(id: string, { values, hasSpan }: AttributeUse): Attribute {
  const attribute = { id, label: id, required: false };
  if (hasSpan) return { ...attribute, type: 'entity' };
  const uses = [...values.values()].reduce((sum, count) => sum + count, 0);
  const isList = values.size > 0 && values.size <= LIST_LIMIT && uses >= 2 * values.size;
  return isList ? { ...attribute, type: 'enum', values: [] } : { ...attribute, type: 'text' };
}

function newValue(said: string, others: readonly AttributeValue[]): AttributeValue {
  const label = said.trim().toWellFormed();
  const isFree = isCodebookId(said);
  return { id: isFree ? said : newId(label, others, 'value'), label };
}
