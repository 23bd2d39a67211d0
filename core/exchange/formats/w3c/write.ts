import { isoPublished } from '../../../article/published-date.ts';
import { compareTags, type Annotation } from '../../../tags/tag.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import { compareComments, type Comment } from '../../../review/comment.ts';
import {
  compareDecisions,
  referenceKey,
  referenceOf,
  type Decision,
  type TagReference,
} from '../../../review/decision.ts';
import type { Selector } from '../../../text/selector.ts';
import { uuidV5 } from '../../../uuid-v5.ts';
import type { CodecTools, WriteOptions, Written } from '../../content/codec.ts';
import {
  attributeNames,
  annotatorNames,
  categoryNames,
  setsByArticle,
  type NameAttribute,
} from '../../content/content-lookup.ts';
import { countLosses, hasDetails } from '../../content/count-losses.ts';
import { countLinkLosses, LINK_NAMES, linksOfTags } from '../../content/tag-links.ts';
import { LineWriter } from '../../containers/line-writer.ts';
import type { LossCounter } from '../../content/losses.ts';
import { sortedEntries } from '../../../collections/order.ts';
import type { ArticleWithText, ExchangeContent } from '../../content/content.ts';
import { ABOUT } from './described.ts';
import { urn } from './urn.ts';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** Namespace of the ids of collections, which are made from their articles. */
const NAMESPACE = '7d1f0f0e-52a5-4d0c-8d4b-0c3f2b8b7a60';

export function writeCollection(
  content: ExchangeContent,
  options: WriteOptions,
  { sha1 }: CodecTools,
): Written {
  const { articles, codebook } = content;
  const losses = countLosses(content, [
    'parked-attributes',
    'empty-sets',
    'untagged',
    'article-marks',
    'versions',
    'article-text',
    'sources',
    'receipts',
    'boilerplate',
    'events',
    'decision-details',
    'adjudicated',
    'link-words',
    'aliases',
    'codebook',
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
    [ABOUT]: articles.map(describeArticle),
    first: { id: id('page'), type: 'AnnotationPage', startIndex: 0, items: [] },
  };
  // The list stands at the very end, and is written with one annotation on each line.
  const end = ']}}';
  const beginning = JSON.stringify(collection).slice(0, -end.length);
  const text = `${beginning}\n${page.toString()}\n${end}\n`;
  return { files: [{ path: 'annotations.jsonld', content: text }], losses: losses.list() };
}

/** What an article is, in the words of schema.org, whose prefix the context of annotations has. */
function describeArticle({ id, details }: ArticleWithText): object {
  const { title, outlet, author, url, published } = details;
  const date = isoPublished(published);
  return {
    id: `urn:sha256:${id}`,
    type: 'schema:NewsArticle',
    'schema:headline': title,
    ...(outlet === null
      ? {}
      : { 'schema:publisher': { type: 'schema:Organization', 'schema:name': outlet } }),
    ...(author === null
      ? {}
      : { 'schema:author': { type: 'schema:Person', 'schema:name': author } }),
    ...(url === null ? {} : { 'schema:url': url }),
    ...(date === null ? {} : { 'schema:datePublished': date }),
    // As it was written.
    ...(published === null || published === date ? {} : { 'dc:date': published }),
  };
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
    for (const { id, text, details } of this.content.articles) {
      const map = new CodePointMap(text);
      const select = (selector: Selector): object => selectIn(id, map, selector);
      const tags = (sets.get(id) ?? []).flatMap(({ annotations }) => annotations).sort(compareTags);
      const { decisions = [], comments = [] } = reviews.get(id) ?? {};
      // What nothing is on is not read as an article.
      if (tags.length === 0 && hasDetails(details)) this.losses.add('article-details');
      for (const tag of tags) this.#add(this.#writeTag(tag, select));
      for (const decision of decisions.toSorted(compareDecisions)) {
        for (const item of this.#writeDecision(decision, select)) this.#add(item);
      }
      for (const item of this.#writeComments(comments, decisions)) this.#add(item);
    }
    this.#writeLinks();
  }

  /** Families as annotations that link tags; they come last, as they name tags of several texts. */
  #writeLinks(): void {
    const links = linksOfTags(this.content);
    countLinkLosses(this.content, new Set(links.map(({ family }) => family)), this.losses);
    for (const { family, members } of links) {
      this.#add({
        id: urn(family.id),
        type: 'Annotation',
        motivation: 'linking',
        creator: this.#creator(family.creator),
        created: family.created,
        modified: family.modified,
        body: textualBody('tagging', LINK_NAMES[family.kind]),
        target: members.map(({ tag }) => urn(tag.id)),
      });
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
