import { showHidden } from '#core/guards/labels.ts';
import type { Decision } from '#core/review/decision.ts';
import type { ReviewItem } from '#core/review/items.ts';

import { setOff, quoted } from '../state/messages.ts';
import type { AppState } from '../state/app-state.ts';
import type { Names } from '../window/names.ts';
import { kindInWords, verdictInWords, type UnplacedItem } from '../state/review-state.ts';

/** What the words of the review depend on. */
interface Told {
  readonly state: Pick<AppState, 'article' | 'library'>;
  readonly names: Pick<Names, 'categoryOf' | 'nameOfAnnotator'>;
}

/** An annotator as the review names them. */
export function whoIs({ names }: Pick<Told, 'names'>, annotator: string, self: string): string {
  return annotator === self ? 'Mine' : showHidden(names.nameOfAnnotator(annotator));
}

/** An item of the list of differences in words, for screen readers. */
export function describeItem(told: Told, item: ReviewItem): string {
  const { kind, decision } = item;
  const verdict = decision ? ` ${verdictOf(told, decision)}.` : '';
  return `${kindInWords(kind)}. ${describeMembers(told, item)}.${verdict}`;
}

/** What a decision says, and whose tag it lets stand. */
export function verdictOf({ state, names }: Told, decision: Decision): string {
  return verdictInWords(decision, state.library.self.id, (id) => names.nameOfAnnotator(id));
}

/** What has become of an item, for its row. */
export function decisionInWords(told: Told, item: ReviewItem): string {
  const { decision, earlier, contest } = item;
  if (contest) {
    return `Contested by ${told.names.nameOfAnnotator(contest.author)}: ${quoted(contest.text, 60)}`;
  }
  if (decision) return verdictOf(told, decision);
  return earlier ? 'Changed since it was decided' : 'Not decided';
}

/** Who marked what in an item of the list of differences. */
export function describeMembers(told: Told, { members }: ReviewItem): string {
  const { article, library } = told.state;
  const words = members.map(({ annotator, tag }) => {
    const who = annotator === library.self.id ? 'You' : told.names.nameOfAnnotator(annotator);
    const label = told.names.categoryOf(tag)?.label ?? tag.category;
    return `${who}: ${label.toLowerCase()} ${setOff(article?.wordsOf(tag) ?? '', 60)}`;
  });
  return words.join('; ');
}

/** A tag without a place in words. */
export function describeUnplaced(told: Told, item: UnplacedItem): string {
  const words = setOff(item.annotation.fragments.map(({ exact }) => exact).join(' … '));
  const who = told.names.nameOfAnnotator(item.annotator);
  const place = item.proposal
    ? `Here it may be: ${setOff(told.state.article?.wordsOf(item.proposal) ?? '')}`
    : 'It was not found here';
  return `${kindInWords(item.kind)}, ${who}: ${words}. ${place}.`;
}
