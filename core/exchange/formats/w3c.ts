import { compareTags, Confidence, type Annotation } from '../../tags/tag.ts';
import { CodePointMap } from '../../text/code-points.ts';
import { err, ok, type Result } from '../../result.ts';
import { compareComments, type Comment } from '../../review/comment.ts';
import {
  compareDecisions,
  referenceKey,
  referenceOf,
  type Decision,
  type TagReference,
} from '../../review/decision.ts';
import type { Selector } from '../../text/selector.ts';
import { uuidV5 } from '../../uuid-v5.ts';
import type {
  Codec,
  CodecError,
  CodecTools,
  InputFile,
  WriteOptions,
  Written,
} from '../content/codec.ts';
import {
  attributeNames,
  annotatorNames,
  categoryNames,
  setsByArticle,
  type NameAttribute,
} from '../content/content-lookup.ts';
import { countLosses } from '../content/count-losses.ts';
import { latin1 } from '../containers/latin1.ts';
import { LineWriter } from '../containers/line-writer.ts';
import { LossCounter } from '../content/losses.ts';
import { sortedEntries } from '../../collections/order.ts';
import type { ExchangeContent } from '../content/content.ts';
import { isRecord, readJson } from '../content/read-file.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseAuthor,
  type LooseComment,
  type LooseContent,
  type LooseDecision,
  type LooseSpan,
  type LooseTag,
  type ReadRefusal,
} from '../content/loose.ts';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** Namespace of the ids of collections, which are made from their articles. */
const NAMESPACE = '7d1f0f0e-52a5-4d0c-8d4b-0c3f2b8b7a60';

/**
 * W3C Web Annotation Data Model (2017) in JSON-LD: one `AnnotationCollection` with one page; a tag
 * is `classifying`, a decision `assessing`, a comment `commenting` or `replying`. Positions are in
 * code points, as the model demands. Known to break importers: positions in UTF-16, and readers
 * that expect one target or one selector where the model allows several.
 */
export const W3C: Codec = {
  name: 'w3c',
  title: 'W3C Web Annotation (JSON-LD)',
  extension: 'jsonld',
  output: 'file',
  unit: 'code points',
  text: 'never',
  write: writeCollection,
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    const beginning = latin1(file.bytes.subarray(0, 4096));
    if (!/^(?:\u00ef\u00bb\u00bf)?\s*[[{]/u.test(beginning)) return 0;
    if (beginning.includes('ns/anno.jsonld')) return 0.95;
    return /"(?:Annotation(?:Collection|Page)|Text(?:Quote|Position)Selector)"/u.test(beginning)
      ? 0.8
      : 0;
  },
  read: readAnnotations,
};

function writeCollection(
  content: ExchangeContent,
  options: WriteOptions,
  { sha1 }: CodecTools,
): Written {
  const { articles, codebook } = content;
  const losses = countLosses(content, [
    'parked-attributes',
    'article-details',
    'article-text',
    'boilerplate',
    'events',
    'decision-details',
    'adjudicated',
  ]);
  if (articles.length === 0) return { files: [], losses: losses.list() };
  const page = new PageWriter(content, options, losses);
  page.write();
  const id = (what: string): string =>
    urn(uuidV5(NAMESPACE, [what, ...articles.map((article) => article.id)].join(' '), sha1));
  const collection = {
    '@context': CONTEXT,
    id: id('collection'),
    type: 'AnnotationCollection',
    label: `Tags made with the codebook “${codebook.name}” (${codebook.id}), version ${codebook.version}`,
    generator: { type: 'Software', name: options.generator },
    created: options.exportedAt,
    total: page.total,
    first: { id: id('page'), type: 'AnnotationPage', startIndex: 0, items: [] },
  };
  // The list stands at the very end, and is written with one annotation on each line.
  const end = ']}}';
  const beginning = JSON.stringify(collection).slice(0, -end.length);
  const text = `${beginning}\n${page.toString()}\n${end}\n`;
  return { files: [{ path: 'annotations.jsonld', content: text }], losses: losses.list() };
}

function urn(uuid: string): string {
  return `urn:uuid:${uuid}`;
}

/** A text as the body of an annotation; `label` says which of several it is. */
function textualBody(purpose: string, value: string, label?: string) {
  return { type: 'TextualBody', purpose, ...(label === undefined ? {} : { label }), value };
}

function several<T>(items: readonly T[]): T | readonly T[] {
  const [only, ...others] = items;
  return only !== undefined && others.length === 0 ? only : items;
}

const NEXT_ITEM = ',\n';

class PageWriter {
  /** Annotations that were written. */
  total = 0;
  readonly #items = new LineWriter(NEXT_ITEM);
  readonly #names: ReadonlyMap<string, string>;
  readonly #nameAttribute: NameAttribute;
  readonly #people: ReadonlyMap<string, object>;
  readonly #known = new Set<string>();

  constructor(
    private readonly content: ExchangeContent,
    options: WriteOptions,
    private readonly losses: LossCounter,
  ) {
    this.#names = categoryNames(content.codebook);
    this.#nameAttribute = attributeNames(content.codebook);
    this.#people = new Map(
      Array.from(annotatorNames(content, options), ([id, name]) => [
        id,
        { id: urn(id), type: 'Person', name },
      ]),
    );
    // Only what reviewers say names tags.
    if (content.reviews.length === 0) return;
    for (const { annotator, annotations } of content.sets) {
      for (const { id } of annotations) this.#known.add(referenceKey({ annotator, id }));
    }
  }

  write(): void {
    const sets = setsByArticle(this.content);
    const reviews = new Map(this.content.reviews.map((review) => [review.articleId, review]));
    for (const { id, text } of this.content.articles) {
      const map = new CodePointMap(text);
      const select = (selector: Selector): object => selectIn(id, map, selector);
      const tags = (sets.get(id) ?? []).flatMap(({ annotations }) => annotations).sort(compareTags);
      const { decisions = [], comments = [] } = reviews.get(id) ?? {};
      for (const tag of tags) this.#add(this.#writeTag(tag, select));
      for (const decision of decisions.toSorted(compareDecisions)) {
        for (const item of this.#writeDecision(decision, select)) this.#add(item);
      }
      for (const item of this.#writeComments(comments, decisions)) this.#add(item);
    }
  }

  /** The annotations as the items of a list in JSON. */
  toString(): string {
    return this.#items.toString().slice(0, -NEXT_ITEM.length);
  }

  #add(item: object): void {
    this.#items.add(JSON.stringify(item));
    this.total += 1;
  }

  #creator(id: string): object {
    return this.#people.get(id) ?? { id: urn(id), type: 'Person', name: id };
  }

  #writeTag(tag: Annotation, select: (selector: Selector) => object): object {
    const name = (id: string, value = '') => this.#nameAttribute(tag.category, id, value);
    return {
      id: urn(tag.id),
      type: 'Annotation',
      motivation: 'classifying',
      creator: this.#creator(tag.creator),
      ...(tag.created === '' ? {} : { created: tag.created }),
      ...(tag.modified === '' ? {} : { modified: tag.modified }),
      body: several([
        textualBody('tagging', this.#names.get(tag.category) ?? tag.category),
        ...sortedEntries(tag.attributes).map(([id, written]) => {
          const { name: label, value } = name(id, written);
          return textualBody('describing', value, label);
        }),
        ...sortedEntries(tag.attributeSpans).map(([id, selector]) => ({
          type: 'SpecificResource',
          purpose: 'describing',
          label: name(id).name,
          ...select(selector),
        })),
        ...(tag.note === '' ? [] : [textualBody('describing', tag.note)]),
        ...(tag.confidence === null
          ? []
          : [textualBody('assessing', tag.confidence, 'confidence')]),
      ]),
      target: several(tag.fragments.map(select)),
    };
  }

  /** Nothing for a decision that is about nothing in the file. */
  #writeDecision(decision: Decision, select: (selector: Selector) => object): object[] {
    const isKnown = (reference: TagReference): boolean => this.#known.has(referenceKey(reference));
    const targets = [
      ...decision.about
        .map(referenceOf)
        .filter(isKnown)
        .map(({ id }) => urn(id)),
      ...(decision.passage ? [select(decision.passage)] : []),
    ];
    if (targets.length === 0) {
      this.losses.add('decisions');
      return [];
    }
    this.#known.add(decision.id);
    return [
      {
        id: urn(decision.id),
        type: 'Annotation',
        motivation: 'assessing',
        creator: this.#creator(decision.reviewer),
        ...(decision.decided === '' ? {} : { created: decision.decided }),
        body: several([
          textualBody('assessing', decision.verdict),
          ...decision.kept.filter(isKnown).map(({ id }) => ({
            type: 'SpecificResource',
            purpose: 'identifying',
            source: urn(id),
          })),
          ...(decision.reason === null
            ? []
            : [textualBody('describing', decision.reason, 'reason')]),
          ...(decision.note === '' ? [] : [textualBody('describing', decision.note)]),
        ]),
        target: several(targets),
      },
    ];
  }

  #writeComments(comments: readonly Comment[], decisions: readonly Decision[]): object[] {
    const decided = new Set(decisions.map(({ id }) => id));
    const ids = new Set(comments.map(({ id }) => id));
    return comments.toSorted(compareComments).flatMap((comment) => {
      const { about, parent, contests } = comment;
      const key = about.type === 'tag' ? referenceKey(about.tag) : about.id;
      if (!this.#known.has(key) || (about.type === 'decision' && !decided.has(about.id))) {
        this.losses.add('comments');
        return [];
      }
      const isReply = parent !== null && ids.has(parent);
      const motivation = isReply ? 'replying' : 'commenting';
      return [
        {
          id: urn(comment.id),
          type: 'Annotation',
          // Who does not accept a decision questions it.
          motivation: contests ? [motivation, 'questioning'] : motivation,
          creator: this.#creator(comment.author),
          ...(comment.created === '' ? {} : { created: comment.created }),
          ...(comment.modified === '' ? {} : { modified: comment.modified }),
          body: textualBody('commenting', comment.text),
          target: several([
            urn(about.type === 'tag' ? about.tag.id : about.id),
            ...(isReply ? [urn(parent)] : []),
          ]),
        },
      ];
    });
  }
}

function selectIn(articleId: string, map: CodePointMap, selector: Selector) {
  const { start, end, exact, prefix, suffix } = selector;
  return {
    source: `urn:sha256:${articleId}`,
    selector: [
      {
        type: 'TextPositionSelector',
        start: map.toCodePoint(start),
        end: map.toCodePoint(end),
      },
      { type: 'TextQuoteSelector', exact, prefix, suffix },
    ],
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

/** An annotation as a file has it. */
interface Item {
  readonly place: string;
  readonly value: JsonObject;
}

function readAnnotations(
  files: readonly InputFile[],
  tools: CodecTools,
): Result<LooseContent, CodecError> {
  const reader = new PageReader();
  for (const file of files) {
    const value = readJson(file, tools);
    if (!value.ok) return value;
    if (!reader.collect(value.value, `${file.path}, `)) {
      const detail = 'There is no annotation in it, and no collection or page of annotations.';
      return err({ type: 'other-format', place: file.path, detail });
    }
  }
  return ok(reader.read());
}

const PAGES: ReadonlySet<string> = new Set([
  'AnnotationCollection',
  'AnnotationPage',
  'OrderedCollection',
  'OrderedCollectionPage',
]);

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Names of the vocabulary in a value: `oa:tagging` and its whole address are `tagging`. */
function namesIn(value: unknown): string[] {
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

function stringIn(value: unknown): string | null {
  const [first] = listOf(value);
  return typeof first === 'string' ? first : null;
}

/** An id, without what says that it is a UUID. */
function idIn(value: unknown): string | null {
  const [first] = listOf(value);
  const id = isRecord(first) ? (first['id'] ?? first['@id']) : first;
  return typeof id === 'string' ? id.replace(/^urn:uuid:/iu, '') : null;
}

function idOf(value: JsonObject): string | null {
  return idIn(value['id'] ?? value['@id']);
}

function authorIn(value: unknown): LooseAuthor | null {
  const [first] = listOf(value);
  const id = idIn(first);
  const name = isRecord(first) ? (stringIn(first['name']) ?? stringIn(first['nickname'])) : null;
  return id === null && name === null ? null : { id, name: name ?? id ?? '' };
}

/** What an annotation is aimed at. */
interface Target {
  /** Of a text or of another annotation. */
  readonly source: string | null;
  readonly span: LooseSpan | null;
  /** Whether it has a selector of a kind that is not read. */
  readonly isStrange: boolean;
}

function readTarget(value: unknown): Target {
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
interface Body {
  readonly purposes: readonly string[];
  readonly value: string | null;
  readonly label: string | null;
  readonly source: unknown;
  readonly selected: Target | null;
}

function readBodies({ body, bodyValue, motivation }: JsonObject): Body[] {
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

const LABELLING: ReadonlySet<string> = new Set(['tagging', 'classifying', 'identifying']);

/** What is read of one source. */
interface SourceContent {
  readonly place: string;
  readonly tags: LooseTag[];
  readonly decisions: LooseDecision[];
  readonly comments: LooseComment[];
}

class PageReader {
  readonly #items: Item[] = [];
  readonly #sources = new Map<string, SourceContent>();
  /** Of tags and decisions, by their ids. */
  readonly #sourceOf = new Map<string, SourceContent>();
  readonly #refused: ReadRefusal[] = [];
  readonly #ignored = new LossCounter();

  /** Takes the annotations of a value, wherever the model lets them be; whether there can be any. */
  collect(value: unknown, place: string, isInside = false): boolean {
    if (Array.isArray(value)) {
      // In a list of annotations there may be strange things; a list of strange things is none.
      const before = this.#items.length;
      const strange = value.filter((each, index) => !this.collect(each, `${place}/${index}`, true));
      if (this.#items.length === before) return isInside && value.length === 0;
      this.#ignored.add('unknown', strange.length);
      return true;
    }
    if (!isRecord(value)) return false;
    const types = namesIn(value['type'] ?? value['@type']);
    const isPage = types.some((type) => PAGES.has(type));
    if (!isPage && (types.includes('Annotation') || 'target' in value)) {
      this.#items.push({ place, value });
      return true;
    }
    let found = isPage;
    for (const key of ['first', 'items', 'next', '@graph']) {
      const inside = value[key];
      if (this.collect(inside, `${place}/${key}`, true)) found = true;
      // Pages at an address of their own are not fetched.
      else if (isPage && inside !== undefined) this.#ignored.add('unknown');
    }
    return found;
  }

  read(): LooseContent {
    // Tags come first, then decisions, so that it is known what the others are about.
    const decisions: Item[] = [];
    const comments: Item[] = [];
    for (const item of this.#items) {
      const motivations = namesIn(item.value['motivation']);
      if (motivations.includes('linking')) this.#ignored.add('links');
      else if (motivations.includes('assessing')) decisions.push(item);
      else if (COMMENTING.some((each) => motivations.includes(each)) && !isOnText(item)) {
        comments.push(item);
      } else this.#readTag(item);
    }
    for (const item of decisions) this.#readDecision(item);
    const aims = new Map(
      comments.map(({ place, value }) => [idOf(value) ?? place, aimsOf(value).ids[0] ?? '']),
    );
    for (const item of comments) this.#readComment(item, aims);
    const articles = Array.from(
      this.#sources,
      ([source, { place, tags, decisions, comments }]): LooseArticle => ({
        place,
        text: null,
        sha256: /^urn:sha256:([0-9a-f]{64})$/iu.exec(source)?.[1]?.toLowerCase() ?? null,
        details: /^https?:/iu.test(source) ? { url: source } : {},
        unit: 'code-points',
        boilerplate: [],
        tags,
        decisions,
        comments,
      }),
    );
    return {
      ...NOTHING_READ,
      articles,
      refused: this.#refused,
      ignored: this.#ignored.list(),
    };
  }

  #refuse(place: string, reason: string, tags: 0 | 1): void {
    this.#refused.push({ place, reason, tags });
  }

  #source(source: string, place: string): SourceContent {
    const known = this.#sources.get(source);
    if (known) return known;
    const made: SourceContent = { place, tags: [], decisions: [], comments: [] };
    this.#sources.set(source, made);
    return made;
  }

  #readTag({ place, value }: Item): void {
    const targets = listOf(value['target']).map(readTarget);
    const [source, ...others] = new Set(targets.map((target) => target.source));
    if (source === undefined || source === null) {
      this.#refuse(place, 'It has no target.', 1);
      return;
    }
    if (others.length > 0) {
      this.#refuse(place, 'Its targets are in different texts.', 1);
      return;
    }
    if (targets.some(({ span }) => span === null)) {
      const reason = 'It says nowhere in the text by position or by words.';
      this.#refuse(place, reason, 1);
      return;
    }
    if (targets.some(({ isStrange }) => isStrange)) this.#ignored.add('unknown');
    const id = idOf(value);
    const into = this.#source(source, place);
    if (id !== null) this.#sourceOf.set(id, into);
    const { label, attributes, attributeSpans, note, confidence } = this.#readTagBodies(value);
    into.tags.push({
      place,
      id,
      label,
      fragments: targets.flatMap(({ span }) => span ?? []),
      attributes,
      attributeSpans,
      note,
      confidence,
      author: authorIn(value['creator']),
      created: stringIn(value['created']),
      modified: stringIn(value['modified']),
    });
  }

  #readTagBodies(
    value: JsonObject,
  ): Pick<LooseTag, 'label' | 'attributes' | 'attributeSpans' | 'note' | 'confidence'> {
    const labels: string[] = [];
    const notes: string[] = [];
    const attributes = new Map<string, string>();
    const attributeSpans = new Map<string, LooseSpan>();
    let confidence: Confidence | null = null;
    for (const body of readBodies(value)) {
      const sure = body.purposes.includes('assessing') ? Confidence.safeParse(body.value) : null;
      if (body.selected) {
        if (body.label !== null && body.selected.span)
          attributeSpans.set(body.label, body.selected.span);
        else this.#ignored.add('unknown');
      } else if (body.value === null) this.#ignored.add('unknown');
      else if (sure?.success === true) confidence = sure.data;
      else if (body.label !== null) attributes.set(body.label, body.value);
      else if (body.purposes.some((purpose) => LABELLING.has(purpose))) labels.push(body.value);
      else notes.push(body.value);
    }
    // Where nothing says what a body is for, the first is what the tag is.
    const [label = namesIn(value['motivation'])[0] ?? notes.shift() ?? '', ...others] = labels;
    this.#ignored.add('unknown', others.length);
    return {
      label,
      attributes: Object.fromEntries(attributes),
      attributeSpans: Object.fromEntries(attributeSpans),
      note: notes.join('\n\n'),
      confidence,
    };
  }

  #readDecision({ place, value }: Item): void {
    const id = idOf(value);
    const { ids, passage } = aimsOf(value);
    const source = passage?.source ?? null;
    const from =
      ids.map((each) => this.#sourceOf.get(each)).find((each) => each !== undefined) ??
      (source === null ? undefined : this.#source(source, place));
    const bodies = readBodies(value);
    const verdict = VERDICTS.find((each) =>
      bodies.some((body) => body.purposes.includes('assessing') && body.value === each),
    );
    if (!from) this.#refuse(place, NOT_HERE, 0);
    else if (!verdict) this.#ignored.add('decisions');
    else {
      if (id !== null) this.#sourceOf.set(id, from);
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
        reviewer: authorIn(value['creator']),
        decided: stringIn(value['created']),
      });
    }
  }

  /** `aims` has what each comment is aimed at first, by the comment's id. */
  #readComment({ place, value }: Item, aims: ReadonlyMap<string, string>): void {
    const { about, parent } = threadOf(aimsOf(value).ids, aims);
    const from = this.#sourceOf.get(about);
    if (!from) {
      this.#refuse(place, NOT_HERE, 0);
      return;
    }
    from.comments.push({
      place,
      id: idOf(value),
      about,
      parent,
      text: joinValues(readBodies(value)),
      contests: namesIn(value['motivation']).includes('questioning'),
      author: authorIn(value['creator']),
      created: stringIn(value['created']),
      modified: stringIn(value['modified']),
    });
  }
}

const NOT_HERE = 'What it is about is not in the file.';

function joinValues(bodies: readonly Body[]): string {
  return bodies.flatMap(({ value }) => value ?? []).join('\n\n');
}

/** What a decision or a comment is aimed at: other annotations by their ids, and a passage. */
function aimsOf(value: JsonObject): { ids: string[]; passage: Target | undefined } {
  const targets = listOf(value['target']).map(readTarget);
  return {
    ids: targets.flatMap(({ source, span }) => (source === null || span ? [] : [source])),
    passage: targets.find(({ span }) => span !== null),
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

const VERDICTS = ['keep', 'nothing-here', 'defer'] as const;
const COMMENTING = ['commenting', 'replying', 'questioning'];

/** Whether an annotation says where in a text it is. */
function isOnText({ value }: Item): boolean {
  return listOf(value['target']).some((target) => isRecord(target) && 'selector' in target);
}
