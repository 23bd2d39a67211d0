import { z } from 'zod';

import { compareText, sortedById } from '../../collections/order.ts';
import { compareTags, type Annotation } from '../../tags/tag.ts';
import { codePointLength } from '../../text/code-points.ts';
import { Codebook } from '../../codebook/codebook.ts';
import { guardJson } from '../../guards/json-guard.ts';
import { NewsEvent } from '../../library/document.ts';
import { compareComments, type Comment } from '../../review/comment.ts';
import { compareDecisions, type Decision } from '../../review/decision.ts';
import { err, ok, type Result } from '../../result.ts';
import { compareSpans, type Span } from '../../text/span.ts';
import { textOfReceipt, type Receipt } from '../../sources/receipt.ts';
import { uuidV5 } from '../../uuid-v5.ts';
import { Alias } from '../../people/alias.ts';
import { upgrade } from './upgrade.ts';
import { readLinks } from './read-links.ts';
import { pointerOf, RecordCheck, unknownField } from './record-check.ts';
import {
  type ExchangeOutcome,
  type ExchangeArticle,
  type ExchangeReceipt,
  CONTENT_LIMITS,
  NamedAnnotator,
  FORMAT_NAME,
} from '../content/content.ts';
import {
  checkEnds,
  FileRefused,
  readAdjudicated,
  readComment,
  readDecision,
  readTag,
  type TextLength,
  type WithCodePoints,
} from './records.ts';
import {
  FRAMEWISE_VERSION,
  FileAdjudicated,
  FileAnnotation,
  FileArticle,
  FileComment,
  FileDecision,
  FramewiseFile,
  FileSet,
} from './schema.ts';
import type { ReadTools } from '../content/codec.ts';
import type { LooseLinks } from '../content/loose.ts';
import type { FileError, RefusalReason, Refusal } from './problem.ts';

/** A receipt in a file, of the form that the schema asks for. */
interface WrittenReceipt {
  readonly sha256: string;
  readonly receipt: Receipt;
}

/** A tag of the file that is sound in itself; whether it fits the text is another question. */
export interface SoundTag {
  readonly pointer: string;
  readonly annotation: Annotation;
  /** The same places as `selectorsOf(annotation)`, in code points. */
  readonly codePoints: readonly Span[];
}

export interface SoundSet {
  readonly annotator: string;
  readonly articleId: string;
  /** In document order. */
  readonly records: readonly SoundTag[];
}

/** What a file says about the tags of one article. */
export interface SoundReview {
  readonly articleId: string;
  readonly decisions: readonly (WithCodePoints<Decision> & { readonly pointer: string })[];
  readonly comments: readonly Comment[];
  readonly adjudicated: (WithCodePoints<ExchangeOutcome> & { readonly pointer: string }) | null;
}

/** A file that was read, with what had to be left out of it. */
export interface SoundFile {
  /** The author whom the file brings decisions back to; `null` for any other file. */
  readonly returnFor: string | null;
  /** Annotator id of the one whose own tags or decisions it brings; `null` for several people's. */
  readonly from: string | null;
  /** `null` where the file's codebook was refused. */
  readonly codebook: Codebook | null;
  readonly generator: string;
  readonly exportedAt: string;
  readonly annotators: readonly NamedAnnotator[];
  readonly events: readonly NewsEvent[];
  readonly articles: readonly ExchangeArticle[];
  readonly sets: readonly SoundSet[];
  /** By article, those without anything to say left out. */
  readonly reviews: readonly SoundReview[];
  /** By event. */
  readonly links: readonly LooseLinks[];
  /** By id. */
  readonly aliases: readonly Alias[];
  readonly refused: readonly Refusal[];
  /** Tags in the file, refused ones included. */
  readonly read: number;
  /** Decisions and comments in the file, refused ones included. */
  readonly readDecisions: number;
  readonly readComments: number;
}

/** Namespace of the ids that are made for tags without one. */
const RECORD_NAMESPACE = '1f0c9c52-7f0e-4d8c-9f4e-6a1f5f0f3b6d';

const Links = z.array(z.unknown()).max(CONTENT_LIMITS.links).optional();

/** The header, with every list of records unread: one bad record must not lose the file. */
const Header = FramewiseFile.extend({
  codebook: z.unknown(),
  articles: z.array(z.unknown()),
  annotators: z.array(z.unknown()).max(10_000),
  events: z.array(z.unknown()).max(10_000),
  annotationSets: z.array(z.unknown()),
  decisions: z.array(z.unknown()).max(CONTENT_LIMITS.decisions).optional(),
  comments: z.array(z.unknown()).max(CONTENT_LIMITS.comments).optional(),
  adjudicated: z.array(z.unknown()).max(CONTENT_LIMITS.articles).optional(),
  families: Links,
  refusals: Links,
  findingWords: Links,
  coverage: Links,
  linkDecisions: Links,
  aliases: z.array(z.unknown()).max(CONTENT_LIMITS.aliases).optional(),
});
const SetHeader = FileSet.extend({ annotations: z.array(z.unknown()) });

/**
 * Reads the bytes of a file. Bytes, not text: the limits are checked before anything is built.
 *
 * @param report is told now and then how many tags have been looked at
 */
export function readFramewise(
  bytes: Uint8Array,
  tools: ReadTools,
  report?: (done: number, total: number) => void,
): Result<SoundFile, FileError> {
  const guarded = guardJson(bytes);
  if (!guarded.ok) return guarded;
  const text = tools.decode(bytes.subarray(guarded.value.bom), 'utf-8');
  if (text === undefined) return err({ type: 'not-utf8', offset: 0 });
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ type: 'not-an-object' });
  }
  const version = readVersion(value);
  if (!version.ok) return version;
  const upgraded = upgrade(value, version.value);
  if (!upgraded.ok) return err({ type: 'unknown-field', pointer: `/${upgraded.error}` });
  try {
    return ok(new FramewiseReader(tools, report).read(upgraded.value));
  } catch (error) {
    if (error instanceof FileRefused) return err(error.reason);
    throw error;
  }
}

function readVersion(value: { format?: unknown; version?: unknown }): Result<number, FileError> {
  const { format, version } = value;
  if (format !== FORMAT_NAME) {
    const found = typeof format === 'string' ? format.slice(0, 100) : null;
    return err({ type: 'other-format', found });
  }
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    const found = version === undefined ? 'none' : JSON.stringify(version);
    return err({ type: 'bad-version', found: found.slice(0, 100) });
  }
  return version > FRAMEWISE_VERSION ? err({ type: 'newer-version', version }) : ok(version);
}

/** A review while it is put together. */
type Editable<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K];
};

/** Tags between two reports. */
const REPORT_EVERY = 2000;

class FramewiseReader {
  readonly #check = new RecordCheck();
  #total = 0;
  #done = 0;

  constructor(
    private readonly tools: ReadTools,
    private readonly report?: (done: number, total: number) => void,
  ) {}

  read(value: object): SoundFile {
    const header = this.#header(value);
    const total = this.#checkCounts(header);
    this.#total = total;
    const codebook = this.#check.record(Codebook, header.codebook, '/codebook', 0) ?? null;
    const annotators = this.#check
      .list(NamedAnnotator, header.annotators, '/annotators')
      .map(({ id, name }) => ({ id, name: name.toWellFormed() }));
    const events = this.#check.list(NewsEvent, header.events, '/events').map(({ id, title }) => ({
      id,
      title: title.toWellFormed(),
    }));
    const { articles, lengths } = this.#articles(header.articles);
    const sets = this.#sets(header.annotationSets, annotators, lengths);
    const { decisions = [], comments = [], adjudicated = [] } = header;
    const people = new Set(annotators.map(({ id }) => id));
    const reviews = this.#reviews({ decisions, comments, adjudicated }, people, lengths);
    const links = readLinks(header, this.#check, {
      people,
      events: new Set(events.map(({ id }) => id)),
      articles: new Map(
        articles.map(({ id, details: { event } }) => {
          const length = lengths.get(id) ?? { utf16: 0, codePoints: 0 };
          return [id, { event, length }];
        }),
      ),
    });
    const aliases = this.#check.list(Alias, header.aliases ?? [], '/aliases');
    return {
      returnFor: header.for,
      from: header.from ?? null,
      reviews,
      links,
      aliases: sortedById(aliases),
      readDecisions: decisions.length,
      readComments: comments.length,
      codebook,
      generator: header.generator,
      exportedAt: header.exportedAt,
      annotators,
      events,
      articles,
      sets,
      refused: this.#check.refused,
      read: total,
    };
  }

  #header(value: object): z.infer<typeof Header> {
    const parsed = Header.safeParse(value);
    if (parsed.success) {
      const { purpose, for: author } = parsed.data;
      if ((purpose === 'return') === (author !== null)) return parsed.data;
      const detail = 'only a return is for somebody';
      throw new FileRefused({ type: 'bad-header', pointer: '/for', detail });
    }
    const issue = parsed.error.issues[0];
    const pointer = pointerOf('', issue?.path ?? []);
    if (issue?.code === 'unrecognized_keys') {
      throw new FileRefused(unknownField(pointer, issue));
    }
    throw new FileRefused({ type: 'bad-header', pointer, detail: issue?.message ?? '' });
  }

  #checkCounts(header: z.infer<typeof Header>): number {
    if (header.articles.length > CONTENT_LIMITS.articles) {
      throw new FileRefused({
        type: 'too-many-records',
        of: 'articles',
        count: header.articles.length,
        limit: CONTENT_LIMITS.articles,
      });
    }
    let total = 0;
    for (const set of header.annotationSets) total += countAnnotations(set);
    const count = Math.max(total, header.annotationSets.length);
    if (count > CONTENT_LIMITS.annotations) {
      throw new FileRefused({
        type: 'too-many-records',
        of: 'annotations',
        count,
        limit: CONTENT_LIMITS.annotations,
      });
    }
    return total;
  }

  #articles(values: readonly unknown[]): {
    articles: ExchangeArticle[];
    lengths: Map<string, TextLength>;
  } {
    const articles: ExchangeArticle[] = [];
    const lengths = new Map<string, TextLength>();
    values.forEach((value, index) => {
      const pointer = `/articles/${index}`;
      const record = this.#check.record(FileArticle, value, pointer, 0);
      if (!record) return;
      // `date` says no more than `published`.
      const { id, sha256, length, sources, boilerplate, text, date: _, ...rest } = record;
      const { receipts: _receipts, ...details } = rest;
      if (lengths.has(id)) {
        this.#check.refuse(pointer, { type: 'repeated-id' }, 0);
        return;
      }
      if (text !== undefined && !text.isWellFormed()) {
        this.#check.refuse(`${pointer}/text`, { type: 'broken-text' }, 0);
        return;
      }
      const lies =
        id !== sha256 ||
        (text !== undefined &&
          (text.length !== length.utf16 ||
            codePointLength(text) !== length.codePoints ||
            this.tools.sha256(text) !== sha256));
      if (lies) {
        this.#check.refuse(pointer, { type: 'text-differs' }, 0);
        return;
      }
      boilerplate.forEach((region, at) =>
        checkEnds(region.utf16, region.codePoints, length, `${pointer}/boilerplate/${at}`),
      );
      lengths.set(id, length);
      const receipts = this.#receipts(value, text, `${pointer}/receipts`);
      articles.push({
        id,
        details: {
          ...details,
          title: details.title.toWellFormed(),
          outlet: details.outlet?.toWellFormed() ?? null,
          author: details.author?.toWellFormed() ?? null,
          url: details.url?.toWellFormed() ?? null,
          published: details.published?.toWellFormed() ?? null,
        },
        sources: sources.map(({ receipt, ...source }) => ({
          ...source,
          name: source.name.toWellFormed(),
          // One that is not along says nothing here.
          ...(receipts.some((each) => each.sha256 === receipt) && { receipt }),
        })),
        boilerplate: boilerplate
          .map(({ utf16 }) => ({ start: utf16.start + 0, end: utf16.end }))
          .sort(compareSpans),
        text: text ?? null,
        ...(receipts.length > 0 && { receipts }),
      });
    });
    return { articles, lengths };
  }

  /** The receipts of an article, of which the text is one with what they keep and the sum is their own. */
  #receipts(value: unknown, text: string | undefined, pointer: string): ExchangeReceipt[] {
    // As they stand in the file: what was parsed has its names in another order.
    const { receipts = [] } = value as { readonly receipts?: readonly WrittenReceipt[] };
    const sound: ExchangeReceipt[] = [];
    for (const [index, { sha256, receipt }] of receipts.entries()) {
      const json = JSON.stringify(receipt);
      if (this.tools.sha256(json) === sha256 && textOfReceipt(receipt).text === text) {
        sound.push({ sha256, json });
      } else this.#check.refuse(`${pointer}/${index}`, { type: 'receipt-differs' }, 0);
    }
    return sound.sort((a, b) => compareText(a.sha256, b.sha256));
  }

  #sets(
    values: readonly unknown[],
    annotators: readonly NamedAnnotator[],
    lengths: ReadonlyMap<string, TextLength>,
  ): SoundSet[] {
    const known = new Set(annotators.map(({ id }) => id));
    const sets = new Map<string, SoundSet>();
    /** Ids in use, by article: one tag may not stand in two sets. */
    const used = new Map<string, Set<string>>();
    values.forEach((value, index) => {
      const pointer = `/annotationSets/${index}`;
      const tags = countAnnotations(value);
      const set = this.#check.record(SetHeader, value, pointer, tags);
      if (!set) return;
      const { annotator, article, annotations } = set;
      const length = lengths.get(article);
      const key = `${article} ${annotator}`;
      if (!known.has(annotator)) {
        this.#check.refuse(pointer, { type: 'unknown-annotator' }, tags);
        return;
      }
      if (!length) {
        this.#check.refuse(pointer, { type: 'unknown-article' }, tags);
        return;
      }
      if (sets.has(key)) {
        this.#check.refuse(pointer, { type: 'repeated-id' }, tags);
        return;
      }
      const ids = used.get(article) ?? new Set<string>();
      used.set(article, ids);
      const records: SoundTag[] = [];
      annotations.forEach((each, at) => {
        const place = `${pointer}/annotations/${at}`;
        this.#done += 1;
        if (this.#done % REPORT_EVERY === 0) this.report?.(this.#done, this.#total);
        const record = this.#annotation(each, place, { annotator, article, length });
        if (!record) return;
        if (ids.has(record.annotation.id)) {
          this.#check.refuse(place, { type: 'repeated-id' }, 1);
          return;
        }
        ids.add(record.annotation.id);
        records.push(record);
      });
      records.sort((a, b) => compareTags(a.annotation, b.annotation));
      sets.set(key, { annotator, articleId: article, records });
    });
    return [...sets.values()];
  }

  #annotation(
    value: unknown,
    pointer: string,
    set: {
      readonly annotator: string;
      readonly article: string;
      readonly length: TextLength;
    },
  ): SoundTag | undefined {
    const record = this.#check.record(FileAnnotation, value, pointer, 1);
    if (!record) return undefined;
    if (record.creator !== set.annotator) {
      this.#check.refuse(pointer, { type: 'other-creator' }, 1);
      return undefined;
    }
    const tag = readTag(record, set.length, pointer, (fragments) =>
      this.#madeId(record, set.article, fragments),
    );
    if (!tag.ok) {
      this.#check.refuse(pointer, tag.error, 1);
      return undefined;
    }
    return { pointer, annotation: tag.value.value, codePoints: tag.value.codePoints };
  }

  #reviews(
    lists: {
      readonly decisions: readonly unknown[];
      readonly comments: readonly unknown[];
      readonly adjudicated: readonly unknown[];
    },
    people: ReadonlySet<string>,
    lengths: ReadonlyMap<string, TextLength>,
  ): SoundReview[] {
    const reviews = new Map<string, Editable<SoundReview>>();
    const reviewOf = (articleId: string): Editable<SoundReview> => {
      const review = reviews.get(articleId) ?? {
        articleId,
        decisions: [],
        comments: [],
        adjudicated: null,
      };
      reviews.set(articleId, review);
      return review;
    };
    this.#about(lists.decisions, '/decisions', FileDecision, lengths, (record, at) => {
      if (!people.has(record.reviewer)) return { type: 'unknown-annotator' };
      const read = readDecision(record, at.length, at.pointer);
      if (!read.ok) return read.error;
      reviewOf(record.article).decisions.push({ ...read.value, pointer: at.pointer });
      return null;
    });
    this.#about(lists.comments, '/comments', FileComment, lengths, (record) => {
      if (!people.has(record.author)) return { type: 'unknown-annotator' };
      reviewOf(record.article).comments.push(readComment(record));
      return null;
    });
    this.#about(
      lists.adjudicated,
      '/adjudicated',
      FileAdjudicated.transform((record) => ({ ...record, id: record.article })),
      lengths,
      (record, at) => {
        const read = readAdjudicated(record, at.length, at.pointer);
        if (!read.ok) return read.error;
        reviewOf(record.article).adjudicated = { ...read.value, pointer: at.pointer };
        return null;
      },
    );
    for (const { decisions, comments } of reviews.values()) {
      decisions.sort((a, b) => compareDecisions(a.value, b.value));
      comments.sort(compareComments);
    }
    return [...reviews.values()].sort((a, b) => compareText(a.articleId, b.articleId));
  }

  /** Sound records about articles of the file, each id once; `take` says what else is wrong with one. */
  #about<T extends { readonly id: string; readonly article: string }>(
    values: readonly unknown[],
    pointer: string,
    schema: z.ZodType<T>,
    lengths: ReadonlyMap<string, TextLength>,
    take: (
      record: T,
      at: { readonly pointer: string; readonly length: TextLength },
    ) => RefusalReason | null,
  ): void {
    const seen = new Set<string>();
    values.forEach((value, index) => {
      const place = `${pointer}/${index}`;
      const record = this.#check.record(schema, value, place, 0);
      if (!record) return;
      const length = lengths.get(record.article);
      const reason: RefusalReason | null = !length
        ? { type: 'unknown-article' }
        : seen.has(record.id)
          ? { type: 'repeated-id' }
          : take(record, { pointer: place, length });
      if (reason) this.#check.refuse(place, reason, 0);
      else seen.add(record.id);
    });
  }

  /** The same record always gets the same id, so that a file read twice adds nothing. */
  #madeId(
    record: FileAnnotation,
    article: string,
    fragments: readonly { readonly utf16: Span }[],
  ): string {
    const place = fragments.map(({ utf16 }) => `${utf16.start}-${utf16.end}`).join(',');
    const name = [FORMAT_NAME, article, record.creator, place, record.category].join('\n');
    return uuidV5(RECORD_NAMESPACE, name, this.tools.sha1);
  }
}

function countAnnotations(set: unknown): number {
  if (typeof set !== 'object' || set === null || !('annotations' in set)) return 0;
  return Array.isArray(set.annotations) ? set.annotations.length : 0;
}
