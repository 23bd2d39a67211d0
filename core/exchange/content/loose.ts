import type { Codebook } from '../../codebook/codebook.ts';
import type { Annotation, Confidence } from '../../tags/tag.ts';
import type { ArticleDetails, ArticleSource } from '../../article/article.ts';
import type { FamilyKind } from '../../event/records.ts';
import type { NewsEvent } from '../../library/document.ts';
import type { Alias } from '../../people/alias.ts';
import type { Comment } from '../../review/comment.ts';
import type { Decision, Verdict } from '../../review/decision.ts';
import type { Selector } from '../../text/selector.ts';
import type { Span } from '../../text/span.ts';
import type { Loss } from './losses.ts';
import type { ExchangeLinks, ExchangeOutcome, NamedAnnotator, ExchangeReceipt } from './content.ts';

/** Why one record is left out while the rest of the file is offered. */
export interface ReadRefusal {
  readonly place: string;
  /** A whole sentence. */
  readonly reason: string;
  /** How many tags are left out by it. */
  readonly tags: number;
}

/** A stretch as a file names it: nothing about it has been checked. */
export interface LooseSpan {
  /** `null`, as `end`, where the file has the words alone; they are looked for. */
  readonly start: number | null;
  readonly end: number | null;
  /** The words, where the file has them. */
  readonly exact: string | null;
  /** What stands around the words; used to find them where there is no position. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** What it goes up to and does not include, where the file has the words of its beginning and its end. */
  readonly upTo?: LooseSpan;
  /** The stretches, each with its words, from the first of which to the last it goes. */
  readonly parts?: readonly LooseSpan[];
}

/** A tag as a file has it: nothing about it has been checked. */
export interface LooseTag {
  readonly place: string;
  /** As in the file; anything but a UUID is replaced by one that is made from it. */
  readonly id: string | null;
  /** Id or label of a category. */
  readonly label: string;
  readonly fragments: readonly LooseSpan[];
  /**
   * The words of all fragments together, where the file has them in one piece: joined by a space or
   * by nothing, line ends as spaces. Fragments that have words of their own need none.
   */
  readonly words?: string;
  /** The same places in code points, fragments and then attributes, in formats that name both. */
  readonly codePoints?: readonly Span[] | undefined;
  /** Values by id or label of the attribute. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Where values stand, by id or label of the attribute. */
  readonly attributeSpans: Readonly<Record<string, LooseSpan>>;
  /** Whether the words at such a place are the value, where the file has no other one. */
  readonly spansAreValues?: boolean;
  /** Values of attributes that the category lacks, in files that keep them. */
  readonly aside?: Readonly<Record<string, string>>;
  readonly note: string;
  readonly confidence: Confidence | null;
  /** Keys of the families that it is in. */
  readonly families?: readonly string[];
  /** `null` where the file does not say. */
  readonly author: LooseAuthor | null;
  /** ISO 8601; `null` where the file does not say. */
  readonly created: string | null;
  readonly modified: string | null;
}

/** Somebody as a file names them; `id` of `null` where it has names alone. */
export interface LooseAuthor {
  readonly id: string | null;
  readonly name: string;
}

/** A reviewer's word as a file has it. */
export interface LooseDecision {
  readonly place: string;
  /** As in the file; anything but a UUID is replaced by one that is made from what it says. */
  readonly id: string | null;
  /** The tags by the ids that the file gives them. */
  readonly about: readonly string[];
  /** The tags of these that stand. */
  readonly kept: readonly string[];
  readonly passage: LooseSpan | null;
  readonly verdict: Exclude<Verdict, 'edit'>;
  readonly reason: string | null;
  readonly note: string;
  readonly reviewer: LooseAuthor | null;
  /** ISO 8601; `null` where the file does not say. */
  readonly decided: string | null;
}

/** What somebody says of a tag or a decision, as a file has it. */
export interface LooseComment {
  readonly place: string;
  readonly id: string | null;
  /** The tag or the decision by the id that the file gives it. */
  readonly about: string;
  /** The comment that this one answers, by its id in the file. */
  readonly parent: string | null;
  readonly text: string;
  readonly contests: boolean;
  readonly author: LooseAuthor | null;
  /** ISO 8601; `null` where the file does not say. */
  readonly created: string | null;
  readonly modified: string | null;
}

/** An article as a file has it. */
export interface LooseArticle {
  readonly place: string;
  /** `null` where the file leaves it out. */
  readonly text: string | null;
  /** What the file calls that of its text: a name, or a path of another computer. */
  readonly textName?: string;
  /** Paths of files of which each could be its text, where nothing says which one is. */
  readonly couldBeIn?: readonly string[];
  /** SHA-256 of the text, where the file has it. */
  readonly sha256: string | null;
  readonly details: Partial<ArticleDetails>;
  /** What spans of this format count; where the words of a file show another way, it is followed. */
  readonly unit: 'utf-16' | 'code-points';
  /** Whether the text is known to have begun with a byte order mark, which positions may count. */
  readonly hasMark?: boolean;
  /** Whether this program made the positions: of words that its codec found in the text, or as it wrote the file. */
  readonly isAligned?: boolean;
  /** In the same unit. */
  readonly boilerplate: readonly Span[];
  readonly tags: readonly LooseTag[];
  /** What was decided and said about these tags, in formats that carry it. */
  readonly decisions?: readonly LooseDecision[];
  readonly comments?: readonly LooseComment[];
  /** The same from a format that carries all that belongs to it. */
  readonly review?: LooseReview;
  /** Those who have read it, also without a tag of theirs, in formats of a file for each person. */
  readonly readers?: readonly LooseAuthor[];
  /** Ids of those who have a set of tags here, empty ones included, in formats of sets. */
  readonly annotators?: readonly string[];
  /** Where the text came from, in formats that say so. */
  readonly sources?: readonly ArticleSource[];
  /** How it came out of them; see `ExchangeArticle`. */
  readonly receipts?: readonly ExchangeReceipt[] | undefined;
}

/** What a format says that carries decisions whole: sound in itself, not yet held against the text. */
export interface LooseReview {
  readonly decisions: readonly Located<Decision>[];
  readonly comments: readonly Comment[];
  readonly adjudicated: Located<ExchangeOutcome> | null;
}

/** Something of a file with the places that it names. */
export interface Located<T> {
  readonly place: string;
  readonly value: T;
  /** In code points, in the order of its selectors. */
  readonly codePoints: readonly Span[];
}

/** A passage that a record on an event names, and where it is named. */
export interface LocatedPlace {
  /** In the file. */
  readonly pointer: string;
  /** Article id. */
  readonly article: string;
  readonly selectors: readonly Selector[];
  /** In the order of the selectors. */
  readonly codePoints: readonly Span[];
}

/** What a file says of one event, sound in itself and not yet held against the texts. */
export interface LooseLinks extends ExchangeLinks {
  /** Every passage in it. */
  readonly places: readonly LocatedPlace[];
}

/** A family of tags in formats that link tags, each of which names it; see `LooseTag.families`. */
export interface LooseFamily {
  /** What tags name it by, in the whole file. */
  readonly key: string;
  readonly place: string;
  /** As in the file; anything but a UUID is replaced by one that is made from the key. */
  readonly id: string | null;
  readonly kind: FamilyKind;
  /** `null` where the file does not say: then it is the first tag's. */
  readonly author: LooseAuthor | null;
  /** ISO 8601; `null` where the file does not say. */
  readonly created: string | null;
  readonly modified: string | null;
}

/** What a file says, before anything of it is placed on a text. */
export interface LooseContent {
  /** The file's own codebook; `null` where it has none. */
  readonly codebook: Codebook | null;
  readonly articles: readonly LooseArticle[];
  readonly events: readonly NewsEvent[];
  readonly refused: readonly ReadRefusal[];
  /** What was in the file and is not understood. */
  readonly ignored: readonly Loss[];
  /** Whether this program wrote it: then no tag is placed elsewhere than where its position says. */
  readonly isOwn?: boolean;
  /** By what tags name categories, attributes and values: ids alone, or (without it) ids or labels. */
  readonly namedBy?: 'id' | 'label';
  /** Everybody whom the file names, in formats that list them. */
  readonly annotators?: readonly NamedAnnotator[];
  /** The author whom the file brings decisions back to; absent or `null` for any other file. */
  readonly returnFor?: string | null;
  /** Annotator id of the one whose own tags or decisions it brings. */
  readonly from?: string | null;
  /** ISO 8601, UTC. */
  readonly exportedAt?: string;
  /** Decisions and comments in the file, refused ones included, in formats that carry them whole. */
  readonly readDecisions?: number;
  readonly readComments?: number;
  /** What it says of events, in formats that carry it whole. */
  readonly links?: readonly LooseLinks[];
  /** Families of tags, in other formats that can say what belongs together. */
  readonly families?: readonly LooseFamily[];
  readonly aliases?: readonly Alias[];
}

/** Content without anything; what a codec does not know of stays as it is here. */
export const NOTHING_READ: LooseContent = {
  codebook: null,
  articles: [],
  events: [],
  refused: [],
  ignored: [],
};

/** A tag of this program as a file would say it. */
export function looseTagOf(
  annotation: Annotation,
  place: string,
  author: LooseAuthor,
  codePoints?: readonly Span[],
): LooseTag {
  // Field by field: to spread ten thousand tags takes longer than to place them.
  return {
    place,
    id: annotation.id,
    label: annotation.category,
    fragments: annotation.fragments,
    codePoints,
    attributes: annotation.attributes,
    attributeSpans: annotation.attributeSpans,
    aside: annotation.aside,
    note: annotation.note,
    confidence: annotation.confidence,
    author,
    created: annotation.created,
    modified: annotation.modified,
  };
}

/** A family of which a file says nothing but its tags. */
export function looseFamily(
  key: string,
  place: string,
  id: string | null,
  kind: FamilyKind,
): LooseFamily {
  return { key, place, id, kind, author: null, created: null, modified: null };
}
