import { addToGroup } from '../../../collections/order.ts';
import { LossCounter } from '../../content/losses.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseComment,
  type LooseContent,
  type LooseDecision,
  type LooseFamily,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';
import { isRecord } from '../../content/read-file.ts';
import { kindOfLink } from '../../content/tag-links.ts';
import { readBodies, type Body } from './bodies.ts';
import type { Item, ItemCollector } from './collect.ts';
import { readTargets, type Target } from './selectors.ts';
import { readTagBodies, Terms } from './tag-bodies.ts';
import {
  creatorOf,
  idIn,
  isAddress,
  listOf,
  namesIn,
  stringIn,
  type JsonObject,
} from './values.ts';

type Passage = Extract<Target, { type: 'passage' }>;

/** What is read of one text. */
interface TextContent {
  readonly place: string;
  readonly address: string | null;
  title: string | null;
  readonly tags: LooseTag[];
  readonly decisions: LooseDecision[];
  readonly comments: LooseComment[];
}

/** What is left out without being a mistake of the file, as nouns in the plural. */
const WHOLE_PAGES = 'notes on whole pages or texts';
const REPLIES = 'replies';
const FURTHER = 'further targets of annotations, besides the passages';

/** An annotation with its targets and bodies read. */
interface ReadItem extends Item {
  readonly motivations: readonly string[];
  readonly targets: readonly Target[];
  readonly bodies: readonly Body[];
}

/** Reads gathered annotations as tags, decisions and comments of their texts. */
export class ItemReader {
  readonly #items: readonly Item[];
  readonly #ids: ReadonlyMap<string, unknown>;
  readonly #described: ItemCollector['described'];
  /** By `keyOfText`. */
  readonly #texts = new Map<string, TextContent>();
  /** Of tags and decisions, by their ids. */
  readonly #textWith = new Map<string, TextContent>();
  readonly #terms = new Terms();
  readonly #families: LooseFamily[] = [];
  /** Keys of families by the ids of their tags. */
  readonly #familiesOf = new Map<string, string[]>();
  readonly #refused: ReadRefusal[] = [];
  readonly #ignored = new LossCounter();

  constructor(collector: ItemCollector) {
    const first = new Map<string, JsonObject>();
    this.#items = collector.items.filter((item) => !isRepeated(item, first));
    this.#ids = first;
    this.#described = collector.described;
    this.#ignored.add('repeated', collector.items.length - this.#items.length);
    this.#ignored.add('unknown', collector.strange);
    this.#ignored.add('elsewhere', collector.elsewhere().length);
    this.#ignored.add('missing', collector.missing());
  }

  read(): LooseContent {
    // Tags come first, those last whose terms must all be known; then decisions, then what is about them.
    const named: ReadItem[] = [];
    const decisions: ReadItem[] = [];
    const comments: ReadItem[] = [];
    const links: ReadItem[] = [];
    for (const each of this.#items) {
      const { place, id, value } = each;
      const item: ReadItem = {
        place,
        id,
        value,
        motivations: namesIn(value['motivation']),
        targets: readTargets(value['target']),
        bodies: readBodies(value),
      };
      if (isHidden(value)) this.#ignored.add('hidden');
      else if (listOf(value['references']).length > 0) this.#ignored.addNamed(REPLIES);
      else if (isLink(item)) links.push(item);
      else if (isOn('assessing', item) && (isWhole(item) || verdictOf(item))) decisions.push(item);
      else if (COMMENTING.some((each) => isOn(each, item)) && isWhole(item)) comments.push(item);
      else if (this.#terms.add(item.bodies)) named.push(item);
      else this.#readTag(item);
    }
    for (const item of named) this.#readTag(item);
    for (const item of decisions) this.#readDecision(item);
    const aims = new Map(
      comments.map((item) => [item.id ?? item.place, aimsOf(item).ids[0] ?? '']),
    );
    for (const item of comments) this.#readComment(item, aims);
    for (const item of links) this.#readLink(item);
    return {
      ...NOTHING_READ,
      articles: Array.from(this.#texts.values(), (text) =>
        toArticle(text, this.#described.get(text.address ?? ''), this.#familiesOf),
      ),
      families: this.#families,
      refused: this.#refused,
      ignored: this.#ignored.list(),
    };
  }

  #refuse(place: string, reason: string, tags: number): void {
    this.#refused.push({ place, reason, tags });
  }

  /** What was read of the text of a passage so far. */
  #textOf({ source, title: ofTarget }: Passage, { place, value }: Item): TextContent {
    const title = ofTarget ?? titleIn(value);
    const key = keyOfText(source, ofTarget);
    const known = this.#texts.get(key);
    if (known) {
      known.title ??= title;
      return known;
    }
    const address = source === null ? null : withoutPart(source);
    const made = { place, address, title, tags: [], decisions: [], comments: [] };
    this.#texts.set(key, made);
    return made;
  }

  #readTag(item: ReadItem): void {
    const { place, value, id, targets } = item;
    const passages = targets.filter((target) => target.type === 'passage');
    const [first] = passages;
    if (!first) {
      this.#leaveOut(item);
      return;
    }
    const said = readTagBodies(item, this.#terms);
    const text = keyOfText(first.source, first.title);
    if (passages.some(({ source, title }) => keyOfText(source, title) !== text)) {
      this.#refuse(place, 'Its targets are in different texts.', said.labels.length);
      return;
    }
    this.#ignored.addNamed(FURTHER, targets.length - passages.length);
    if (said.strange > 0) this.#ignored.add('bodies');
    const into = this.#textOf(first, item);
    if (id !== null) this.#textWith.set(id, into);
    for (const [index, { label, address, author, created, note }] of said.labels.entries()) {
      into.tags.push({
        place,
        // What else it is called makes a tag of its own.
        id: index === 0 || id === null ? id : `${id} ${label}`,
        label,
        fragments: passages.map(({ span }) => span),
        attributes: address === null ? said.attributes : { ...said.attributes, address },
        attributeSpans: said.attributeSpans,
        note,
        confidence: said.confidence,
        author,
        created: stringIn(value['created']) ?? created,
        modified: stringIn(value['modified']),
      });
    }
  }

  /** A link of tags that says in our words what they have in common makes a family of them. */
  #readLink(item: ReadItem): void {
    const { place, id, value, bodies } = item;
    const [kind = null] = bodies.flatMap((body) => kindOfLink(body.value ?? '') ?? []);
    const tags = [...new Set(aimsOf(item).ids)].filter((each) => this.#textWith.has(each));
    if (kind === null || tags.length < 2) {
      this.#ignored.add('links');
      return;
    }
    const key = id ?? place;
    this.#families.push({
      ...{ key, place, id, kind, author: creatorOf(value) },
      created: stringIn(value['created']),
      modified: stringIn(value['modified']),
    });
    for (const tag of tags) addToGroup(this.#familiesOf, tag, key);
  }

  /** Says why an annotation that is on no words is no tag. */
  #leaveOut(item: ReadItem): void {
    const { place, targets } = item;
    const unfound = targets.find(({ type }) => type === 'unfound');
    if (targets.length === 0) {
      this.#refuse(place, 'It has no target: nothing in it is called “target”.', 1);
    } else if (unfound?.type === 'unfound') {
      this.#refuse(place, unfound.reason, readTagBodies(item, this.#terms).labels.length);
    } else if (targets.some(({ type }) => type === 'medium')) this.#ignored.add('regions');
    else this.#ignored.addNamed(WHOLE_PAGES);
  }

  #readDecision(item: ReadItem): void {
    const { place, value, id, bodies } = item;
    const { ids, passage } = aimsOf(item);
    const from =
      ids.map((each) => this.#textWith.get(each)).find((each) => each !== undefined) ??
      (passage && passage.source !== null ? this.#textOf(passage, item) : undefined);
    const verdict = verdictOf(item);
    if (!from) this.#leaveOutAnswer(item);
    else if (!verdict) this.#ignored.add('decisions');
    else {
      if (id !== null) this.#textWith.set(id, from);
      const described = bodies.filter(({ purposes }) => purposes.includes('describing'));
      const notes = described.filter(({ label }) => label === null);
      from.decisions.push({
        place,
        id,
        about: ids,
        kept: bodies.flatMap((body) =>
          body.purposes.includes('identifying') ? (idIn(body.source) ?? []) : [],
        ),
        passage: passage?.span ?? null,
        verdict,
        reason: described.find(({ label }) => label === 'reason')?.value ?? null,
        note: joinValues(notes),
        reviewer: creatorOf(value),
        decided: stringIn(value['created']),
      });
    }
  }

  /** `aims` has what each comment is aimed at first, by the comment's id. */
  #readComment(item: ReadItem, aims: ReadonlyMap<string, string>): void {
    const { place, value, id, bodies } = item;
    const { about, parent } = threadOf(aimsOf(item).ids, aims);
    const from = this.#textWith.get(about);
    if (!from) {
      this.#leaveOutAnswer(item);
      return;
    }
    from.comments.push({
      place,
      id,
      about,
      parent,
      text: joinValues(bodies),
      contests: isOn('questioning', item),
      author: creatorOf(value),
      created: stringIn(value['created']),
      modified: stringIn(value['modified']),
    });
  }

  /** What is about no tag or decision of the file may be about a page, or say so to another answer. */
  #leaveOutAnswer(item: ReadItem): void {
    const { ids } = aimsOf(item);
    if (ids.every((id) => isAddress(id) && !this.#ids.has(id))) {
      this.#ignored.addNamed(isOn('replying', item) ? REPLIES : WHOLE_PAGES);
    } else this.#refuse(item.place, 'What it is about is not in the file.', 0);
  }
}

/** Whether an annotation is one that another page has with the same words. */
function isRepeated({ id, value }: Item, first: Map<string, JsonObject>): boolean {
  if (id === null) return false;
  const before = first.get(id);
  if (!before) first.set(id, value);
  return before !== undefined && JSON.stringify(before) === JSON.stringify(value);
}

function toArticle(
  read: TextContent,
  described: LooseArticle['details'] = {},
  familiesOf: ReadonlyMap<string, readonly string[]>,
): LooseArticle {
  const { place, address, title, decisions, comments } = read;
  const tags = read.tags.map((tag) => {
    const families = familiesOf.get(tag.id ?? '');
    return families ? { ...tag, families } : tag;
  });
  const sha256 = /^urn:sha256:([0-9a-f]{64})$/iu.exec(address ?? '')?.[1]?.toLowerCase() ?? null;
  return {
    place,
    text: null,
    sha256,
    details: {
      ...(address !== null && /^https?:/iu.test(address) ? { url: address } : {}),
      ...(title === null ? {} : { title }),
      ...described,
    },
    ...(address === null || /^(?:https?|urn):/iu.test(address) ? {} : { textName: address }),
    unit: 'code-points',
    boilerplate: [],
    tags,
    decisions,
    comments,
  };
}

/** The address of a whole text; a part of it is no text of its own. */
function withoutPart(address: string): string {
  return address.includes('#') && isAddress(address) ? address.replace(/#.*$/su, '') : address;
}

/** Tells texts apart by their addresses, and those without one by their titles. */
function keyOfText(source: string | null, title: string | null): string {
  return source === null ? ` ${title ?? ''}` : withoutPart(source);
}

/** What a page is called, as Hypothesis has it. */
function titleIn({ document }: JsonObject): string | null {
  const title = isRecord(document) ? stringIn(document['title']) : null;
  return title === null || title.trim() === '' ? null : title;
}

const NOT_APPROVED = ['DENIED', 'PENDING', 'SPAM'];

/** Whether others do not get to see an annotation, by the moderators of a server or its author. */
function isHidden({ hidden, deleted, moderation_status: status }: JsonObject): boolean {
  return hidden === true || deleted === true || NOT_APPROVED.some((each) => each === status);
}

const COMMENTING = ['commenting', 'replying', 'questioning'];

function isOn(motivation: string, { motivations }: ReadItem): boolean {
  return motivations.includes(motivation);
}

/** Whether it joins things of the file; from a single passage it goes to somewhere else. */
function isLink(item: ReadItem): boolean {
  return isOn('linking', item) && (isWhole(item) || item.targets.length > 1);
}

function isWhole({ targets }: ReadItem): boolean {
  return targets.length > 0 && targets.every(({ type }) => type === 'whole');
}

const VERDICTS = ['keep', 'nothing-here', 'defer'] as const;

function verdictOf({ bodies }: ReadItem): (typeof VERDICTS)[number] | undefined {
  return VERDICTS.find((each) =>
    bodies.some(({ purposes, value }) => purposes.includes('assessing') && value === each),
  );
}

function joinValues(bodies: readonly Body[]): string {
  return bodies.flatMap(({ value }) => value ?? []).join('\n\n');
}

/** What a decision or a comment is aimed at: other annotations by their ids, and a passage. */
function aimsOf({ targets }: ReadItem): { ids: string[]; passage: Passage | undefined } {
  return {
    ids: targets.flatMap((target) => (target.type === 'whole' ? (target.source ?? []) : [])),
    passage: targets.find((target) => target.type === 'passage'),
  };
}

/** What a comment is about, and which one it answers: it may be aimed at either or at both. */
function threadOf(
  ids: readonly string[],
  aims: ReadonlyMap<string, string>,
): Pick<LooseComment, 'about' | 'parent'> {
  const [start = ''] = ids;
  const second = ids[1] ?? null;
  if (second !== null || !aims.has(start)) return { about: start, parent: second };
  let about = start;
  // Comments of a file may answer each other in a circle.
  const seen = new Set<string>();
  for (let next = aims.get(about); next !== undefined && !seen.has(next); next = aims.get(about)) {
    seen.add(next);
    about = next;
  }
  return { about, parent: start };
}
