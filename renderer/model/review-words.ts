import { showHidden } from '#core/guards/labels.ts';
import type { ReviewItem } from '#core/review/items.ts';

import { quoted } from './messages.ts';
import type { Workspace } from './workspace.ts';
import { kindInWords, verdictInWords, type UnplacedItem } from './review-state.ts';

/** An annotator as the review names them. */
export function whoIs(workspace: Workspace, annotator: string, self: string): string {
  return annotator === self ? 'Mine' : showHidden(workspace.names.nameOfAnnotator(annotator));
}

/** An item of the list of differences in words, for screen readers. */
export function describeItem(workspace: Workspace, item: ReviewItem): string {
  const { kind, decision } = item;
  const verdict = decision ? ` ${verdictInWords(decision, workspace.state.library.self.id)}.` : '';
  return `${kindInWords(kind)}. ${describeMembers(workspace, item)}.${verdict}`;
}

/** What has become of an item, for its row. */
export function decisionInWords(workspace: Workspace, item: ReviewItem): string {
  const { decision, earlier, contest } = item;
  if (contest) {
    return `Contested by ${workspace.names.nameOfAnnotator(contest.author)}: ${quoted(contest.text, 60)}`;
  }
  if (decision) return verdictInWords(decision, workspace.state.library.self.id);
  return earlier ? 'Changed since it was decided' : 'Not decided';
}

/** Who marked what in an item of the list of differences. */
export function describeMembers(workspace: Workspace, { members }: ReviewItem): string {
  const { article, library } = workspace.state;
  const words = members.map(({ annotator, tag }) => {
    const who = annotator === library.self.id ? 'You' : workspace.names.nameOfAnnotator(annotator);
    const label = workspace.names.categoryOf(tag)?.label ?? tag.category;
    return `${who}: ${label.toLowerCase()} ${quoted(article?.wordsOf(tag) ?? '', 60)}`;
  });
  return words.join('; ');
}

/** A tag without a place in words. */
export function describeUnplaced(workspace: Workspace, item: UnplacedItem): string {
  const words = quoted(item.annotation.fragments.map(({ exact }) => exact).join(' … '));
  const who = workspace.names.nameOfAnnotator(item.annotator);
  const place = item.proposal
    ? `may be ${quoted(workspace.state.article?.wordsOf(item.proposal) ?? '')} here`
    : 'was not found here';
  return `${kindInWords(item.kind)}: ${words} of ${who} ${place}.`;
}
