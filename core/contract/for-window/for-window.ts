// Articles and receipts as the window is given them: no more of a document than it draws and reviews.
import { toTag } from '../../tags/tag.ts';
import { summarize, type ArticleDocument, type ArticleStep } from '../../article/document.ts';
import { compareComments } from '../../review/comment.ts';
import { compareDecisions } from '../../review/decision.ts';
import { toJsonText } from '../../guards/transfer.ts';
import type { AnnotationSet, OpenedArticle, TagStep } from '../articles.ts';
import type { DescribedReceipts } from './receipts-for-window.ts';
import type { ReadOnlyReason } from '../store.ts';

/** An article as it is stored, with its text and with others' tags on it. */
export interface StoredForWindow {
  readonly document: ArticleDocument;
  readonly text: string;
  readonly sets: readonly AnnotationSet[];
  readonly readOnly: ReadOnlyReason | null;
}

/** An article with its receipts, as the window holds it: tags without their words, which are in the text. */
export function describeOpened(
  { document, text, sets, readOnly }: StoredForWindow,
  { receipts, structure }: DescribedReceipts,
): OpenedArticle {
  return {
    summary: summarize(document),
    sources: document.sources,
    text,
    tags: toJsonText([...document.annotations].map(toTag)),
    regions: [...document.regions],
    sets: toJsonText(
      sets.map(({ annotator, annotations, proposals, orphans }) => ({
        ...{ annotator, tags: annotations.map(toTag) },
        ...{ proposals, orphans },
      })),
    ),
    decisions: toJsonText([...document.decisions].sort(compareDecisions)),
    comments: toJsonText([...document.comments].sort(compareComments)),
    placements: [...document.placements].sort(compareDecisions),
    carried: [...document.carried],
    structure,
    receipts,
    readOnly,
  };
}

/** The window shows nothing of where a text came from, so those steps are left out. */
export function toTagSteps(step: ArticleStep): TagStep[] {
  switch (step.op) {
    case 'put-annotation':
      return [{ op: 'put-tag', tag: toTag(step.annotation) }];
    case 'remove-annotation':
      return [{ op: 'remove-tag', id: step.id }];
    case 'put-source':
    case 'remove-source':
    // The window reads an article again whose other annotators' tags have changed.
    case 'put-set':
    case 'remove-set':
    // The same holds for tags of an earlier version, which come with an import.
    case 'put-carried':
    case 'remove-carried':
      return [];
    default:
      return [step];
  }
}
