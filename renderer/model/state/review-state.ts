import { compareText } from '#core/collections/order.ts';
import { namesOfTag } from '#core/people/names-in-tags.ts';
import type { Annotation, Tag } from '#core/tags/tag.ts';
import type { Attribute, Category } from '#core/codebook/codebook.ts';
import type { CommandId } from '#core/contract/commands/commands.ts';
import type { LibraryState } from '#core/contract/library.ts';
import type { Comment } from '#core/review/comment.ts';
import type { ProposedTag } from '#core/tags/proposed-tag.ts';
import type { Placement } from '#core/review/placement.ts';
import type { DecisionBody } from '#core/review/review-edit.ts';
import { referenceKey, type Decision, type TagReference } from '#core/review/decision.ts';
import type { Member, ReviewItem, ReviewKind, ReviewSet } from '#core/review/items.ts';
import { isDifference, isOpenItem } from '#core/review/open-count.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import type { ListedItems } from './agreement-view.ts';
import type { ArticleModel } from './article-model.ts';

/** Somebody else's tag of another version of the text. */
export interface UnplacedItem {
  readonly id: string;
  /** `proposed`: a place was found that a person must confirm; `orphan`: none was found. */
  readonly kind: 'proposed' | 'orphan';
  /** Whose set it is in. */
  readonly annotator: string;
  /** As its author made it: its positions are of their text. */
  readonly annotation: Annotation;
  /** Present for `proposed`. */
  readonly proposal: ProposedTag | null;
  /** The word that this text has no place for it. */
  readonly setAside: Placement | null;
}

/** A line of the list: a difference, or a tag that has no place yet. */
export type ListItem = ReviewItem | UnplacedItem;
export type ListedKind = ReviewKind | UnplacedItem['kind'];

export function isUnplaced(item: ListItem): item is UnplacedItem {
  return item.kind === 'proposed' || item.kind === 'orphan';
}

/** Which items the list shows. */
export interface ReviewFilter {
  /** `differences`: everything but what is identical. */
  readonly kind: ListedKind | 'differences' | 'all';
  /** Category id; `null` for every one. */
  readonly category: string | null;
  /** Annotator id; `null` for everybody. */
  readonly annotator: string | null;
  /** Every spelling of somebody whom a tag names, the name first; `null` whoever is named. */
  readonly named: readonly string[] | null;
  readonly decided: 'all' | 'open' | 'decided' | 'contested';
}

export const EVERY_DIFFERENCE: ReviewFilter = {
  kind: 'differences',
  category: null,
  annotator: null,
  named: null,
  decided: 'all',
};

export const EVERYTHING: ReviewFilter = { ...EVERY_DIFFERENCE, kind: 'all' };

/** What is said beside a decision. */
export type Remarks = Pick<DecisionBody, 'reason' | 'note' | 'confidence' | 'guidelineUnclear'>;

export const NO_REMARKS: Remarks = {
  reason: null,
  note: '',
  confidence: null,
  guidelineUnclear: false,
};

/** The review of the article on screen. */
export interface ReviewState {
  /** Every item, in document order; empty while others' tags are kept from view. */
  readonly items: readonly ReviewItem[];
  /** Others' tags without a place in this text, in the order of their places or of their authors'. */
  readonly unplaced: readonly UnplacedItem[];
  /** Id of the item in the card; `null` for none. */
  readonly current: string | null;
  readonly filter: ReviewFilter;
  /** What is said beside the next decision about the current item. */
  readonly remarks: Remarks;
  /** The tag that is being edited in place of the current item's. */
  readonly editing: DecisionBody['edited'];
  /** Id of the item that was rejected last, while a digit can still say why. */
  readonly justRejected: string | null;
}

/** The annotators of an article in the order of the lanes: oneself first, then by id. */
export function reviewSets(article: ArticleModel, self: string): ReviewSet[] {
  return [
    { annotator: self, tags: [...article.tags] },
    ...article.sets.map(({ annotator, tags }) => ({ annotator: annotator.id, tags })),
  ];
}

/** Others' tags that have no place in the text: first those for which one is proposed. */
export function unplacedItems(article: Pick<ArticleModel, 'sets'>): UnplacedItem[] {
  const items = article.sets.flatMap(({ annotator, proposals, orphans, setAside }) => {
    const line = (annotation: Annotation, proposal: ProposedTag | null): UnplacedItem => ({
      id: `unplaced ${referenceKey({ annotator: annotator.id, id: annotation.id })}`,
      kind: proposal ? 'proposed' : 'orphan',
      annotator: annotator.id,
      annotation,
      proposal,
      setAside: setAside.get(annotation.id) ?? null,
    });
    return [
      ...proposals.map((proposal) => line(proposal.annotation, proposal)),
      ...orphans.map((orphan) => line(orphan, null)),
    ];
  });
  const startOf = ({ annotation, proposal }: UnplacedItem): number =>
    (proposal ?? annotation).fragments[0]?.start ?? 0;
  return items.sort(
    (a, b) =>
      Number(a.kind === 'orphan') - Number(b.kind === 'orphan') ||
      startOf(a) - startOf(b) ||
      compareText(a.id, b.id),
  );
}

/** Every line there is: tags without a place first, then the differences in document order. */
export function listItemsOf({
  items,
  unplaced,
}: Pick<ReviewState, 'items' | 'unplaced'>): readonly ListItem[] {
  return unplaced.length === 0 ? items : [...unplaced, ...items];
}

/**
 * Whom a digit picks: everybody with a set of the article, in the order of the lanes. Nobody where
 * there are only two, who have keys of their own.
 */
export function pickable({
  state: { article, library },
}: {
  readonly state: { readonly article: ArticleModel | null; readonly library: LibraryState };
}): readonly string[] {
  const others = article?.sets.map(({ annotator }) => annotator.id) ?? [];
  return others.length > 1 ? [library.self.id, ...others] : [];
}

/** One reviewer's words on an article; those that came back with a file are not among one's own. */
export function decisionsOf(article: ArticleModel, reviewer: string): Decision[] {
  return [...article.decisions.values()].filter((decision) => decision.reviewer === reviewer);
}

/** Whether an item is still to be decided, or to be looked at again because somebody contests it. */
export function isOpen(item: ListItem): boolean {
  return isUnplaced(item) ? item.setAside === null : isOpenItem(item);
}

/** Whether a line asks for a decision, or did; what everybody tagged alike does not. */
function asksForDecision(item: ListItem): boolean {
  return isUnplaced(item) || isDifference(item);
}

/**
 * The items that a filter lets through, what is identical last; of those behind a number, where only
 * they are asked for.
 */
export function filterItems<T extends ListItem>(
  items: readonly T[],
  { kind, category, annotator, named, decided }: ReviewFilter,
  listed: Pick<ListedItems, 'tags'> | null,
): T[] {
  const spellings = named && new Set(named);
  const shown = items.filter((item) => {
    const members = membersOf(item);
    return (
      (kind === 'all' || (kind === 'differences' ? asksForDecision(item) : item.kind === kind)) &&
      (category === null || members.some(({ tag }) => tag.category === category)) &&
      (annotator === null || members.some((member) => member.annotator === annotator)) &&
      (spellings === null || members.some(({ tag }) => namesAny(tag, spellings))) &&
      isShown(item, decided) &&
      (listed === null ||
        referencesOf(item).some((reference) => listed.tags.has(referenceKey(reference))))
    );
  });
  if (kind !== 'all') return shown;
  const isIdentical = (item: T): boolean => !asksForDecision(item);
  return [...shown.filter((item) => !isIdentical(item)), ...shown.filter(isIdentical)];
}

function membersOf(item: ListItem): readonly Member[] {
  return isUnplaced(item) ? [{ annotator: item.annotator, tag: item.annotation }] : item.members;
}

function namesAny(
  { attributes }: Pick<Tag, 'attributes'>,
  spellings: ReadonlySet<string>,
): boolean {
  return Object.values(attributes).some((value) => spellings.has(value));
}

/** Everybody whom a tag of some items names, as the tags spell it, each once. */
export function namesIn(
  items: readonly ListItem[],
  attributes: ReadonlySet<string>,
): readonly string[] {
  const names = new Set<string>();
  for (const item of items) {
    for (const { tag } of membersOf(item)) {
      for (const name of namesOfTag(tag, attributes)) names.add(name);
    }
  }
  return [...names];
}

function isShown(item: ListItem, decided: ReviewFilter['decided']): boolean {
  if (decided === 'all') return true;
  if (decided === 'contested') return !isUnplaced(item) && item.contest !== undefined;
  return (decided === 'open') === isOpen(item);
}

/** The lines that are open behind the current one, or before it, the nearest first; all where there is none. */
export function openFrom(
  items: readonly ListItem[],
  current: string | null,
  step: 1 | -1,
): readonly ListItem[] {
  const at = items.findIndex(({ id }) => id === current);
  if (step > 0) return items.slice(at + 1).filter(isOpen);
  return items
    .slice(0, at < 0 ? items.length : at)
    .filter(isOpen)
    .reverse();
}

/** The undecided difference after (or before) the current one, round the end; `undefined` if none is left. */
export function nextOpen(
  items: readonly ListItem[],
  current: string | null,
  step: 1 | -1,
): ListItem | undefined {
  const at = items.findIndex(({ id }) => id === current);
  // Back from no item at all is from behind the last.
  const from = at < 0 && step < 0 ? items.length : at;
  for (let n = 1; n <= items.length; n += 1) {
    const item = items[(from + step * n + items.length) % items.length];
    if (item && isOpen(item) && item.id !== current) return item;
  }
  return undefined;
}

export function referencesOf(item: ListItem): TagReference[] {
  return membersOf(item).map(({ annotator, tag: { id } }) => ({ annotator, id }));
}

/** What was said of the tags of an item and of the decision on it, in no order. */
export function commentsOn(item: ReviewItem, comments: Iterable<Comment>): readonly Comment[] {
  const keys = new Set(referencesOf(item).map(referenceKey));
  return [...comments].filter(({ about }) =>
    about.type === 'tag' ? keys.has(referenceKey(about.tag)) : about.id === item.decision?.id,
  );
}

/** In the order of the menu of kinds. */
export const KINDS: readonly ListedKind[] = [
  'proposed',
  'orphan',
  'boundary',
  'category',
  'attribute',
  'only-mine',
  'only-theirs',
  'split',
  'merged',
  'partial',
  'identical',
];

/** How many lines there are of each kind; kinds without any are left out. */
export function countKinds(items: readonly ListItem[]): ReadonlyMap<ListedKind, number> {
  const counts = new Map<ListedKind, number>();
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Commands that decide an item, in the order of their buttons. */
const DECIDING = [
  'accept-theirs',
  'keep-mine',
  'keep-both',
  'edit-difference',
  'reject-difference',
  'nothing-here',
  'defer-difference',
] as const satisfies readonly CommandId[];

/** What can be done with an item, in the order of the buttons. */
export function actionsOn(item: ReviewItem, self: string): readonly CommandId[] {
  const others = item.members.filter(({ annotator }) => annotator !== self).length;
  const works: Partial<Record<(typeof DECIDING)[number], boolean>> = {
    'accept-theirs': others === 1,
    'keep-mine': others < item.members.length,
    'keep-both': item.members.length === 2,
  };
  return [
    ...DECIDING.filter((command) => works[command] ?? true),
    ...(item.contest ? (['keep-decision'] as const) : []),
    ...(isOpen(item) ? [] : (['take-decision-back'] as const)),
  ];
}

/** Whether a tag was made on another version of the text and has a place that somebody confirmed. */
export function isPlacedByHand(
  { sets }: Pick<ArticleModel, 'sets'>,
  { annotator, tag }: Member,
): boolean {
  const set = sets.find((each) => each.annotator.id === annotator);
  return set?.placed.some(({ id }) => id === tag.id) ?? false;
}

/** What a tag says, in the form in which it is sent. */
export function plainTag(tag: Omit<Tag, 'id' | 'creator' | 'created' | 'modified'>) {
  const { fragments, category, attributes, attributeSpans, aside, note, confidence } = tag;
  const plain = ({ start, end }: { start: number; end: number }) => ({ start, end });
  return {
    fragments: fragments.map(plain),
    category,
    attributes: { ...attributes },
    attributeSpans: Object.fromEntries(
      Object.entries(attributeSpans).map(([id, span]) => [id, plain(span)]),
    ),
    aside: { ...aside },
    note,
    confidence,
  };
}

/** What was said beside a decision; nothing where there is none. */
export function remarksOf(decision: Decision | null): Remarks {
  if (!decision) return NO_REMARKS;
  const { reason, note, confidence, guidelineUnclear } = decision;
  return { reason, note, confidence, guidelineUnclear };
}

/** A decision on an item in the form in which it is sent. */
export function decisionBody(
  item: ReviewItem,
  remarks: Remarks,
  fields: Pick<DecisionBody, 'verdict'> & Partial<DecisionBody>,
): DecisionBody {
  return {
    about: referencesOf(item),
    passage: null,
    kept: [],
    edited: null,
    rule: null,
    ...remarks,
    ...fields,
  };
}

type Edited = NonNullable<DecisionBody['edited']>;

/** An edited tag with another category; values that the new one has no attribute for are dropped. */
export function withCategory(
  edited: Pick<Edited, 'attributes'>,
  category: Pick<Category, 'id' | 'attributes'>,
): Partial<Edited> {
  const known = new Set(category.attributes.map(({ id }) => id));
  const kept = Object.entries(edited.attributes).filter(([id]) => known.has(id));
  return { category: category.id, attributes: Object.fromEntries(kept) };
}

/** An edited tag with another value of an attribute; an empty one is none. */
export function withValue(
  edited: Pick<Edited, 'attributes'>,
  attribute: string,
  value: string,
): Partial<Edited> {
  const { [attribute]: _before, ...others } = edited.attributes;
  return { attributes: value === '' ? others : { ...others, [attribute]: value } };
}

/** The value of an attribute as the codebook calls it. */
export function valueInWords(attribute: Attribute | undefined, value: string | undefined): string {
  if (value === undefined || value === '') return 'not given';
  return attribute?.values?.find(({ id }) => id === value)?.label ?? value;
}

const KIND_WORDS: Record<ListedKind, string> = {
  identical: 'Identical',
  boundary: 'Boundaries differ',
  category: 'Categories differ',
  attribute: 'Details differ',
  'only-mine': 'Only mine',
  'only-theirs': 'Only theirs',
  split: 'Split by them',
  merged: 'Merged by them',
  partial: 'Not tagged by all',
  proposed: 'Place to confirm',
  orphan: 'No place found',
};

export function kindInWords(kind: ListedKind): string {
  return KIND_WORDS[kind];
}

/** Values in which the tags of an item differ, as one of them has them: `Stance: against`. */
export function differingValues(
  { differingAttributes }: ReviewItem,
  { tag }: Member,
  category: Pick<Category, 'attributes'> | undefined,
): readonly string[] {
  return differingAttributes.map((id) => toldValue(id, tag, category));
}

/** Values that all tags of an item give alike. */
export function sameValues(
  { differingAttributes, members }: Pick<ReviewItem, 'differingAttributes' | 'members'>,
  category: Pick<Category, 'attributes'> | undefined,
): readonly string[] {
  const [first, ...others] = members;
  if (!first) return [];
  const { attributes } = first.tag;
  return Object.keys(attributes)
    .filter((id) => !differingAttributes.includes(id))
    .filter((id) => others.every(({ tag }) => tag.attributes[id] === attributes[id]))
    .map((id) => toldValue(id, first.tag, category));
}

function toldValue(
  id: string,
  { attributes }: Pick<Tag, 'attributes'>,
  category: Pick<Category, 'attributes'> | undefined,
): string {
  const attribute = category?.attributes.find((each) => each.id === id);
  return `${attribute?.label ?? id}: ${valueInWords(attribute, attributes[id])}`;
}

/** `7 of 12 differences are left.` */
export function leftInWords(items: readonly ListItem[]): string {
  const differences = items.filter(asksForDecision);
  const left = differences.filter(isOpen).length;
  if (differences.length === 0) return 'There are no differences.';
  if (left === 0 && differences.length === 1) return 'The only difference is decided.';
  return left === 0
    ? `All ${countOf(differences.length, 'difference')} are decided.`
    : `${left.toLocaleString('en')} of ${countOf(differences.length, 'difference')} ${left === 1 ? 'is' : 'are'} left.`;
}

/** `Bert’s`: what somebody made. */
export function possessive(name: string): string {
  return `${showHidden(name)}’s`;
}

/** What became of an item, in a word or two. */
export function verdictInWords(
  decision: Decision,
  self: string,
  nameOf?: (annotator: string) => string,
): string {
  switch (decision.verdict) {
    case 'keep': {
      const { kept, about } = decision;
      if (kept.length === 0) return 'Rejected';
      if (kept.length > 1) return kept.length === 2 ? 'Kept both' : `Kept ${kept.length}`;
      if (about.length === 1 && kept[0]?.annotator === self) return 'Kept';
      const [one] = kept;
      if (!one || one.annotator === self) return 'Kept mine';
      return nameOf ? `Accepted ${possessive(nameOf(one.annotator))}` : 'Accepted theirs';
    }
    case 'edit':
      return 'Edited';
    case 'nothing-here':
      return 'Nothing here';
    case 'defer':
      return 'Deferred';
  }
}
