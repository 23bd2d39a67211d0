// Everything that is computed of an event, as plain data that goes from one process to another as JSON.
// What analysts have said of it is in core/event; how it is laid out as a table is for the room above.
import type { Span } from '../../text/span.ts';
import type { PassageKind } from '../passages/shared-passages.ts';
import type { Source } from '../evidence/speakers.ts';
import type { Finding, Hedge } from '../findings/finding.ts';
import type { RenderingClass } from '../renderings/class.ts';
import type { AliasKind } from '../../people/alias.ts';

/** One article of an event. Shares are numbers of words. */
export interface ComparedArticle {
  /** SHA-256 of the text. */
  readonly id: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly text: string;
  /** Stretches of the page around the article, found and said by the analyst; in order. */
  readonly boilerplate: readonly Span[];
  /** Words without those of the page around the article. */
  readonly words: number;
  readonly commonText: number;
  readonly sharedQuotations: number;
}

/** Two articles that are one text, by their numbers; `share` of the words of the shorter one, 0 to 1. */
export interface OneText {
  readonly a: number;
  readonly b: number;
  readonly share: number;
}

/** Who says something, and how that is known: from its tag, read off the text, or from the quotation before it. */
export interface ItemSpeaker {
  readonly name: string;
  readonly from: 'tag' | 'suggested' | 'inherited';
  readonly isPerson: boolean;
}

/** A quotation outside every other one, with or without a tag, or a passage that the analyst linked. */
export interface ComparedItem {
  /** Its place in the list of items. */
  readonly index: number;
  /** Number of the article. */
  readonly article: number;
  /** UTF-16, half-open, in document order. */
  readonly fragments: readonly Span[];
  /** As they stand in the text, marks included; fragments joined by ` … `. */
  readonly words: string;
  /** Number of words. */
  readonly length: number;
  /** `words`: without marks, like a quotation elsewhere; only in tables. */
  readonly origin: 'tag' | 'quotation' | 'linked' | 'words';
  /** Id of one's own tag. */
  readonly tag: string | null;
  readonly speaker: ItemSpeaker | null;
  /**
   * Items of one number are proposed as one family when links of the analyst do not count, refusals do. It
   * says what becomes of what was linked, once it is no more.
   */
  readonly proposal: number;
}

/** A member of a family; `linked` by the analyst, or `preselected` by the program. */
export interface FamilyMember {
  readonly item: number;
  readonly state: 'linked' | 'preselected';
  /** As computed, relative to the base. */
  readonly class: RenderingClass;
}

/** Renderings of the same words; a quotation that is like no other is a family by itself. */
export interface ComparedFamily {
  /** Of the analyst's family that its linked members are of. */
  readonly id: string | null;
  /** Number of the item that the others are compared with. */
  readonly base: number;
  /** In order, base included. */
  readonly members: readonly FamilyMember[];
}

/** Why two passages may belong together, as data; in words it is put by `describeReason`. */
export interface LinkReason {
  /** Words in the same order in both, and how many of them are content words. */
  readonly words: number;
  readonly content: number;
  /** The longest unbroken stretch of them, as it stands in the item. */
  readonly longest: string;
  readonly source: Source;
  /** Content words around both, the heaviest first, as they stand around the item; at most three. */
  readonly around: readonly string[];
  /** Weight of what stands around both, as a share of the lighter; 0 to 1. */
  readonly context: number;
  readonly isEqual: boolean;
  /** The class that the item would have beside the base of the family. */
  readonly class: RenderingClass;
}

/** A family that a single quotation may belong to. */
export interface ComparedOffer {
  /** Number of the family. */
  readonly family: number;
  /** Number of the item in it that speaks most for it. */
  readonly member: number;
  /** 0 to 1; it only orders what is offered. */
  readonly score: number;
  readonly reason: LinkReason;
}

/** One side of a shared passage. */
export interface ComparedPassageSide extends Span {
  readonly article: number;
  readonly wordsInMarks: number;
}

/** The same words in the same order in two articles. */
export interface ComparedPassage {
  readonly a: ComparedPassageSide;
  readonly b: ComparedPassageSide;
  readonly words: number;
  readonly kind: PassageKind;
  readonly isCommonText: boolean;
}

/** A finding, known by its type and places, whatever else changes. */
export type ComparedFinding = Finding & {
  /** See `findingKey`. */
  readonly key: string;
  /** Numbers of the items that have the places, where there are such. */
  readonly items: readonly [here: number | null, there: number | null];
};

/** One spelling of a name: places in the text and in names of tags, by the number of the article. */
export interface ComparedSpelling {
  readonly name: string;
  readonly counts: readonly number[];
}

/** Somebody whom the articles of the event spell in two ways and more. */
export interface ComparedPerson {
  /** Id in the list of people; `null` where nothing has been said of it: a proposal. */
  readonly alias: string | null;
  readonly name: string;
  readonly kind: AliasKind;
  readonly spellings: readonly ComparedSpelling[];
}

/** How many tags have a value, by the number of the article. */
export interface FramingCount {
  readonly category: string;
  readonly attribute: string;
  readonly value: string;
  readonly counts: readonly number[];
}

/** Every place of a framing target's names. */
export interface FramingTarget {
  readonly name: string;
  readonly spellings: readonly string[];
  readonly places: readonly TargetPlace[];
}

export interface TargetPlace extends Span {
  readonly article: number;
  /** Ids of the framing tags about this target that have a part in the sentence of the place. */
  readonly tags: readonly string[];
}

/** A sentence of another article that is near a claim; `similarity` above 0 to 1. */
export interface ComparedSentence extends Span {
  readonly article: number;
  readonly similarity: number;
}

/** Whether what is claimed lies ahead or is past, with the words that say so. */
export interface ClaimStage {
  readonly type: 'ahead' | 'past';
  readonly words: string;
}

/** A tag that marks a claim. */
export interface ComparedClaim {
  /** Id of the tag. */
  readonly tag: string;
  readonly category: string;
  readonly article: number;
  readonly fragments: readonly Span[];
  readonly words: string;
  readonly claimant: string | null;
  /** In a quotation it is its speaker's, else the writer's. */
  readonly voice: 'writer' | 'source';
  readonly attributes: Readonly<Record<string, string>>;
  readonly stage: ClaimStage | null;
  readonly figures: readonly ComparedFigure[];
  /** The three nearest of each other article, the nearest first. */
  readonly nearest: readonly ComparedSentence[];
}

export interface ComparedFigure extends Span {
  readonly article: number;
  readonly value: number;
  readonly hedge: Hedge;
}

/** Figures of one noun that stand in two articles and more. */
export interface FigureRow {
  /** What is counted, as a stem, and as it stands first in the texts. */
  readonly noun: string;
  readonly shown: string;
  readonly figures: readonly ComparedFigure[];
}

/** A passage that the analyst linked and that stands nowhere in the articles as it was. */
export interface UnplacedRendering {
  readonly family: string;
  readonly rendering: string;
  /** `no-article`: it is not in this event; `no-place`: its words are not where they were. */
  readonly why: 'no-article' | 'no-place';
}

/** What was not looked at, so that an event of any size is answered. */
export interface LeftOut {
  /** Pairs of quotations that could have been linked. */
  readonly pairs: number;
  /** Whether shared passages stand in too many places. */
  readonly passages: boolean;
  /** Quotations of which only both ends were compared. */
  readonly longQuotations: number;
}

/** Everything computed of an event. */
export interface Comparison {
  readonly articles: readonly ComparedArticle[];
  readonly oneTexts: readonly OneText[];
  /** Whether quotations of two articles that are one text were put together as well. */
  readonly comparesOneTexts: boolean;
  readonly items: readonly ComparedItem[];
  /** Every item in one of them, by their first items. */
  readonly families: readonly ComparedFamily[];
  /** By the number of the item; the best five for a single one, none for the others. */
  readonly offers: readonly (readonly ComparedOffer[])[];
  readonly passages: readonly ComparedPassage[];
  readonly findings: readonly ComparedFinding[];
  readonly people: readonly ComparedPerson[];
  readonly framing: readonly FramingCount[];
  readonly targets: readonly FramingTarget[];
  readonly claims: readonly ComparedClaim[];
  readonly figures: readonly FigureRow[];
  readonly unplaced: readonly UnplacedRendering[];
  readonly leftOut: LeftOut;
}
