// Placing: what a file says is held against the texts that it is about. Here is what comes of it, for
// every format alike. How a file is read is not here, nor what the library makes of it.
import type { Codebook } from '../../codebook/codebook.ts';
import type { NewsEvent } from '../../library/document.ts';
import type { Alias } from '../../people/alias.ts';
import type { Comment } from '../../review/comment.ts';
import type { Decision } from '../../review/decision.ts';
import type { Annotation } from '../../tags/tag.ts';
import type { Anchor } from '../../text/anchoring.ts';
import { sameWay, type Way } from '../../text/positions.ts';
import type { Span } from '../../text/span.ts';
import type {
  ArticleWithText,
  ExchangeLinks,
  ExchangeOutcome,
  ExchangeSet,
  NamedAnnotator,
} from '../content/content.ts';
import type { LooseArticle, LooseContent, LooseFamily, ReadRefusal } from '../content/loose.ts';
import type { Loss } from '../content/losses.ts';

/** Why a sound tag is not placed without a person looking at it. */
export type PlacingProblem =
  /**
   * The words are not where the position says, where the text has `found` instead, `null` where it
   * is no place; `anchor` says where they were found, `null` that nobody looked.
   */
  | {
      readonly type: 'words-elsewhere';
      readonly exact: string;
      readonly found: string | null;
      readonly anchor: Anchor | null;
    }
  /** The file has the words alone, and they do not stand in exactly one place. */
  | { readonly type: 'no-position'; readonly exact: string; readonly anchor: Anchor | null }
  /** The two units name different places. */
  | { readonly type: 'units-disagree'; readonly utf16: Span; readonly codePoints: Span }
  /** An end falls inside a character; `whole` is the span with the whole character. */
  | { readonly type: 'splits-character'; readonly whole: Span };

/** Where a tag may belong that does not fit; a person must confirm it. */
export interface Proposal {
  /** Of the fragments in their order; UTF-16, half-open. */
  readonly fragments: readonly Span[];
  /** 0 to 1: how well the worst of its places fits. */
  readonly score: number;
  /** How many other places were as good or nearly, of the place with the most. */
  readonly rivals: number;
}

/** A tag that needs a person to look at it. */
export interface Misplaced {
  /** In the file. */
  readonly place: string;
  /** As the file has it. */
  readonly annotation: Annotation;
  readonly problem: PlacingProblem;
  /** `null` where no place was found. */
  readonly proposal: Proposal | null;
}

/** One annotator's tags on one article, after a look at its text. */
export interface PlacedSet extends ExchangeSet {
  /** Those that fit, described from the text itself; in document order. */
  readonly annotations: readonly Annotation[];
  /** In the order of the file. */
  readonly misplaced: readonly Misplaced[];
}

/** What is said about the tags of one article, after a look at its text. */
export interface PlacedReview {
  readonly articleId: string;
  readonly decisions: readonly Decision[];
  readonly comments: readonly Comment[];
  /** The outcome of the review as the file has it; it follows from sets and decisions. */
  readonly adjudicated: ExchangeOutcome | null;
  /** Decisions about words that the text does not have. */
  readonly misplaced: readonly MisplacedDecision[];
}

/** A decision about words that the text does not have. */
export interface MisplacedDecision {
  /** In the file. */
  readonly place: string;
  /** What of it: a tag that it is about, the passage that it is about, or the tag as it was changed. */
  readonly part: 'tag' | 'passage' | 'edited';
  readonly problem: PlacingProblem;
}

/** What there is to say about how the positions of a file were read. */
export interface PositionsRead {
  /** Ways of counting that are not the format's own and that the words of the file show. */
  readonly counted: readonly CountedWay[];
  /** Tags of which the file names the last character as their end, as its words show; and so counted from 1. */
  readonly closed: number;
  readonly closedFromOne: number;
  /** Tags placed by their words and what stands around them, their positions being others. */
  readonly byWords: number;
  /** Tags placed on words that differ from those in the file in kinds of spaces, or in what nobody sees. */
  readonly lookSame: number;
  /**
   * Tags placed by their position alone behind characters that programs count differently, where no
   * words of the file show how it counts.
   */
  readonly unchecked: number;
  /** Tags without words that begin or end inside a word, where these are so many that it tells something. */
  readonly inWords: number;
}

/** A way of counting, and how many tags in how many articles were read in it. */
export interface CountedWay {
  readonly way: Way;
  /** What the format says that positions count. */
  readonly declared: Way['unit'];
  /** Whether no words show it, but that tags begin and end with words in it alone. */
  readonly isByEdges: boolean;
  /** Whether the text is known to have begun with a byte order mark, which the way counts. */
  readonly hasMark: boolean;
  readonly tags: number;
  readonly articles: number;
}

/** Positions that are all as the format says. */
export const NOTHING_ODD: PositionsRead = {
  counted: [],
  closed: 0,
  closedFromOne: 0,
  byWords: 0,
  lookSame: 0,
  unchecked: 0,
  inWords: 0,
};

/** The same of two parts of one file. */
export function joinPositions(a: PositionsRead, b: PositionsRead): PositionsRead {
  const counted: CountedWay[] = [];
  for (const each of [...a.counted, ...b.counted]) {
    const at = counted.findIndex(
      ({ way, isByEdges, hasMark }) =>
        sameWay(way, each.way) && isByEdges === each.isByEdges && hasMark === each.hasMark,
    );
    const { tags = 0, articles = 0 } = counted[at] ?? {};
    const joined = {
      ...each,
      tags: tags + each.tags,
      articles: articles + each.articles,
    };
    if (at < 0) counted.push(joined);
    else counted[at] = joined;
  }
  return {
    counted,
    closed: a.closed + b.closed,
    closedFromOne: a.closedFromOne + b.closedFromOne,
    byWords: a.byWords + b.byWords,
    lookSame: a.lookSame + b.lookSame,
    unchecked: a.unchecked + b.unchecked,
    inWords: a.inWords + b.inWords,
  };
}

/** A tag that was placed, and the family of the file that it is in. */
export interface FamilyMember {
  /** Key of the family in the file. */
  readonly family: string;
  /** SHA-256 of the text. */
  readonly articleId: string;
  readonly annotation: Annotation;
}

/** What a file says, after a look at the texts. */
export interface PlacedContent {
  /** The author whom the file brings decisions back to; `null` for any other file. */
  readonly returnFor: string | null;
  /** Annotator id of the one whose own tags or decisions it brings; `null` for several people's. */
  readonly from: string | null;
  /** ISO 8601, UTC; empty where the file does not say. */
  readonly exportedAt: string;
  /** Whether this program wrote it. */
  readonly isOwn: boolean;
  /** By what the tags of articles without a text name things; see `LooseContent`. */
  readonly namedBy: NonNullable<LooseContent['namedBy']>;
  /** With the categories that had to be made for labels that it lacks, as many as it may have. */
  readonly codebook: Codebook;
  /** By id. */
  readonly annotators: readonly NamedAnnotator[];
  readonly events: readonly NewsEvent[];
  /** Those with a text, in the order of the file. */
  readonly articles: readonly ArticleWithText[];
  /** Articles whose text is neither in the file nor at hand, with their tags and what is said of these. */
  readonly withoutText: readonly LooseArticle[];
  readonly sets: readonly PlacedSet[];
  /** One for each article of which something is said. */
  readonly reviews: readonly PlacedReview[];
  /** What it says of events, as the file has it. */
  readonly links: readonly ExchangeLinks[];
  /** Passages in it whose words do not stand at their place, or whose text is not at hand. */
  readonly unplacedPassages: readonly { readonly place: string; readonly words: string }[];
  readonly aliases: readonly Alias[];
  /** Families of tags that are still to be made; see `withFamilies`. */
  readonly families: readonly LooseFamily[];
  /** Tags that were placed and are in these. */
  readonly members: readonly FamilyMember[];
  readonly refused: readonly ReadRefusal[];
  /** What was in the file and is not understood. */
  readonly ignored: readonly Loss[];
  /** Labels that the codebook does not have, as the file writes them, sorted. */
  readonly unknownLabels: readonly string[];
  /** Tags in the file, refused ones included. */
  readonly read: number;
  /** Decisions and comments in the file, refused ones included where the format counts them. */
  readonly readDecisions: number;
  readonly readComments: number;
  /**
   * Annotator ids of those who have read an article, by its id, also without a tag of theirs; an
   * article of which the file does not say so is not in it.
   */
  readonly readers: ReadonlyMap<string, readonly string[]>;
  readonly positions: PositionsRead;
}

/** How many tags are placed, have another place proposed, are nowhere, and lack their text. */
export function countPlaced({ sets, withoutText }: Pick<PlacedContent, 'sets' | 'withoutText'>): {
  readonly placed: number;
  readonly proposed: number;
  readonly orphaned: number;
  readonly withoutText: number;
} {
  const counts = { placed: 0, proposed: 0, orphaned: 0, withoutText: 0 };
  for (const { annotations, misplaced } of sets) {
    const proposed = misplaced.filter(({ proposal }) => proposal !== null).length;
    counts.placed += annotations.length;
    counts.proposed += proposed;
    counts.orphaned += misplaced.length - proposed;
  }
  for (const { tags } of withoutText) counts.withoutText += tags.length;
  return counts;
}
