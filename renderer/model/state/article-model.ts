import { IntervalIndex } from '#core/tags/interval-index.ts';
import { toTag, type Tag } from '#core/tags/tag.ts';
import type { ArticleSummary, ArticleSource, Region } from '#core/article/article.ts';
import type { OpenedArticle, ReceiptSummary, TagSet, TagStep } from '#core/contract/articles.ts';
import { fromJsonText } from '#core/guards/transfer.ts';
import { numberParagraphs, paragraphIndexAt, splitParagraphs } from '#core/text/paragraphs.ts';
import { findQuotations, type Quotation } from '#core/text/units/quotations.ts';
import type { PlacedBlock } from '#core/sources/article-text.ts';
import type { Comment } from '#core/review/comment.ts';
import type { Decision } from '#core/review/decision.ts';
import { settlePlacements, type Placement, type SettledTags } from '#core/review/placement.ts';
import { spansOverlap, type Span } from '#core/text/span.ts';
import { createTextSearch, type TextSearch } from '#core/text/text-search.ts';
import type { ReadOnlyReason } from '#core/contract/store.ts';

import { DrawnTags } from '../../editor/paint/drawn-tags.ts';

/** What a change did to the window's copy, for everything that draws it. */
export interface ModelChange {
  readonly put: readonly Tag[];
  readonly removed: readonly string[];
  readonly regionsChanged: boolean;
  /** Whether anything changed besides reviewers’ words and comments. */
  readonly articleChanged: boolean;
}

/** Another annotator's tags on one article, and those that have no place in it yet. */
export type SettledSet = Pick<TagSet, 'annotator' | 'tags'> & SettledTags;

/** One's own and others' tags as they came from the main process. */
interface ReadTags {
  readonly sets: readonly TagSet[];
  readonly tags: readonly Tag[];
}

/**
 * The window's copy of one article. Its text never changes; its tags change only by steps that the
 * main process has made durable. Everything drawn is derived from it, nothing is read back.
 */
export class ArticleModel {
  readonly id: string;
  readonly text: string;
  readonly paragraphs: readonly Span[];
  /** Where headings, lists, quotes and captions stand; empty where nothing is known of it. */
  readonly structure: readonly PlacedBlock[];
  readonly sources: readonly ArticleSource[];
  readonly tags: IntervalIndex<Tag>;
  readonly readOnly: ReadOnlyReason | null;
  readonly receipts: readonly ReceiptSummary[];
  /** Reviewers' words by id. */
  readonly decisions: Map<string, Decision>;
  readonly comments: Map<string, Comment>;
  /** Others' tags, those among them that a reviewer gave a place. */
  sets: readonly SettledSet[];
  regions: readonly Region[];
  summary: ArticleSummary;
  /** How many paragraphs that have words there are up to and including each one. */
  private readonly numbers: Uint32Array;
  private foundQuotations: readonly Quotation[] | undefined;
  private search: TextSearch | undefined;
  /** Made for the next surface, and of the tags as they are. */
  private drawn: DrawnTags | undefined;
  /** Others' tags as their authors sent them. */
  private readonly givenSets: readonly TagSet[];
  private readonly placements: Map<string, Placement>;

  /** The lists of tags are given where they have been read before: that takes long. */
  constructor(
    opened: OpenedArticle,
    { sets, tags }: ReadTags = { sets: fromJsonText(opened.sets), tags: fromJsonText(opened.tags) },
  ) {
    this.id = opened.summary.id;
    this.summary = opened.summary;
    this.text = opened.text;
    this.paragraphs = splitParagraphs(opened.text);
    this.structure = fromJsonText(opened.structure);
    this.numbers = numberParagraphs(this.text, this.paragraphs);
    this.sources = opened.sources;
    this.regions = [...opened.regions].sort((a, b) => a.start - b.start);
    this.givenSets = sets;
    this.placements = indexById(opened.placements);
    this.receipts = opened.receipts;
    this.sets = this.settleSets();
    this.decisions = indexById(fromJsonText(opened.decisions));
    this.comments = indexById(fromJsonText(opened.comments));
    this.readOnly = opened.readOnly;
    this.tags = new IntervalIndex(tags);
  }

  private settleSets(): readonly SettledSet[] {
    return this.givenSets.map(({ annotator, tags, ...unplaced }) => {
      const settled = settlePlacements(annotator.id, unplaced, this.placements.values());
      return { ...settled, annotator, tags: [...tags, ...settled.placed.map(toTag)] };
    });
  }

  /** All quotations of the text, found on first use. */
  get quotations(): readonly Quotation[] {
    this.foundQuotations ??= findQuotations(this.text);
    return this.foundQuotations;
  }

  get textSearch(): TextSearch {
    this.search ??= createTextSearch(this.text);
    return this.search;
  }

  /** Makes what is drawn of the tags, for the surface that shows them next. */
  prepareDrawing(): void {
    this.drawn = new DrawnTags(this.tags);
  }

  /** The tags for a surface: what was made for one belongs to the first that asks. */
  tagsToDraw(): Iterable<Tag> | DrawnTags {
    const { drawn } = this;
    this.drawn = undefined;
    return drawn ?? this.tags;
  }

  /** Applies acknowledged steps. */
  apply(steps: readonly TagStep[]): ModelChange {
    this.drawn = undefined;
    const put = new Map<string, Tag>();
    const removed = new Set<string>();
    /** Those of the article while they change. */
    let regions: Map<string, Region> | undefined;
    let detailsChanged = false;
    let placementsChanged = false;
    const counts: Record<string, number> = { ...this.summary.tagCounts };
    const count = (category: string, difference: number): void => {
      counts[category] = (counts[category] ?? 0) + difference;
    };
    for (const step of steps) {
      switch (step.op) {
        case 'put-tag': {
          const before = this.tags.get(step.tag.id);
          if (before) count(before.category, -1);
          count(step.tag.category, 1);
          this.tags.put(step.tag);
          put.set(step.tag.id, step.tag);
          removed.delete(step.tag.id);
          break;
        }
        case 'remove-tag': {
          const before = this.tags.get(step.id);
          if (before) count(before.category, -1);
          this.tags.remove(step.id);
          removed.add(step.id);
          put.delete(step.id);
          break;
        }
        case 'put-region':
          regions ??= indexById(this.regions);
          regions.set(step.region.id, step.region);
          break;
        case 'remove-region':
          regions ??= indexById(this.regions);
          regions.delete(step.id);
          break;
        case 'set-details': {
          const changed = Object.fromEntries(
            Object.entries(step.details).filter(([, value]) => value !== undefined),
          );
          this.summary = { ...this.summary, details: { ...this.summary.details, ...changed } };
          detailsChanged = true;
          break;
        }
        case 'put-decision':
          this.decisions.set(step.decision.id, step.decision);
          break;
        case 'remove-decision':
          this.decisions.delete(step.id);
          break;
        case 'put-comment':
          this.comments.set(step.comment.id, step.comment);
          break;
        case 'remove-comment':
          this.comments.delete(step.id);
          break;
        case 'put-placement':
          this.placements.set(step.placement.id, step.placement);
          placementsChanged = true;
          break;
        case 'remove-placement':
          this.placements.delete(step.id);
          placementsChanged = true;
          break;
      }
    }
    this.summary = { ...this.summary, tagCounts: counts };
    if (regions) this.regions = [...regions.values()].sort((a, b) => a.start - b.start);
    const regionsChanged = regions !== undefined;
    if (placementsChanged) this.sets = this.settleSets();
    return {
      put: [...put.values()],
      removed: [...removed],
      regionsChanged,
      articleChanged:
        put.size > 0 || removed.size > 0 || regionsChanged || detailsChanged || placementsChanged,
    };
  }

  /** Number of the paragraph that holds an offset, counted from 1 over those that have text. */
  paragraphNumber(offset: number): number {
    return this.numbers[paragraphIndexAt(this.paragraphs, offset)] ?? 1;
  }

  /** The words of a tag, fragments joined by an ellipsis. */
  wordsOf(tag: Pick<Tag, 'fragments'>): string {
    return tag.fragments.map(({ start, end }) => this.text.slice(start, end)).join(' … ');
  }

  /** Quotations outside boilerplate that no own tag touches. */
  gaps(): Quotation[] {
    return this.quotations.filter(
      (quotation) =>
        quotation.depth === 0 &&
        !this.regions.some((region) => spansOverlap(region, quotation)) &&
        this.tags.overlapping(quotation).length === 0,
    );
  }
}

function indexById<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
