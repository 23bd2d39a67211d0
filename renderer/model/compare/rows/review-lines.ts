// What is to be reviewed of an event's families: colleagues' families that differ from one's own, and what
// others have decided on one's own.
import type { EventDocument } from '#core/event/document.ts';
import { placeKey, subjectOf } from '#core/event/places.ts';
import type { Family, LinkDecision, Rendering } from '#core/event/records.ts';
import { isSettled } from '#core/review/decision.ts';
import { newestFirst } from '#core/review/links/decisions.ts';
import { alignFamilies, type LinkItem } from '#core/review/links/items.ts';
import { returnFamilies, type ReturnedFamily } from '#core/review/links/outcome.ts';

import type { CompareState } from '../../state/compare-state.ts';

/** A colleague's families that differ from one's own. */
export interface TheirsLine {
  readonly type: 'theirs';
  readonly key: string;
  readonly item: LinkItem;
}

/** What a reviewer decided on families of one's own. */
export interface ReturnedLine {
  readonly type: 'returned';
  readonly key: string;
  readonly outcome: ReturnedFamily['outcome'];
  readonly decision: LinkDecision;
  /** One's own later word on it: against it where it rejects. */
  readonly answer: LinkDecision | null;
}

export type ReviewLine = TheirsLine | ReturnedLine;

/** Who looks at an event. */
export interface Looker {
  /** Annotator id. */
  readonly self: string;
  /** Colleagues' families are kept back: one's own tagging of the event is blind and not done. */
  readonly isBlind: boolean;
}

/** The lines of a document for who looks at it last; computed once for each document. */
const KNOWN = new WeakMap<EventDocument, Looker & { lines: readonly ReviewLine[] }>();

/** Everything that is to be reviewed, decided or not: colleague by colleague, then what came back. */
export function linesToReview(
  document: EventDocument,
  { self, isBlind }: Looker,
): readonly ReviewLine[] {
  const known = KNOWN.get(document);
  if (known?.self === self && known.isBlind === isBlind) return known.lines;
  const families = [...document.families].filter(({ creator }) => creator === self);
  const decisions = [...document.linkDecisions];
  const sets = (isBlind ? [] : [...document.linkSets]).map(({ id, families: theirs }) => ({
    annotator: id,
    families: theirs,
  }));
  const lines = [
    ...alignFamilies({ annotator: self, families }, sets, decisions).flatMap(
      (item): TheirsLine[] =>
        item.theirs.length > 0 && item.differences.length > 0
          ? [{ type: 'theirs', key: item.id, item }]
          : [],
    ),
    ...returnedLines(families, decisions, self),
  ];
  KNOWN.set(document, { self, isBlind, lines });
  return lines;
}

function returnedLines(
  families: readonly Family[],
  decisions: readonly LinkDecision[],
  self: string,
): ReturnedLine[] {
  const reviewers = new Set(decisions.map(({ reviewer }) => reviewer));
  reviewers.delete(self);
  const own = decisions.filter(({ reviewer }) => reviewer === self).sort(newestFirst);
  return [...reviewers].flatMap((reviewer) => {
    const byDecision = new Map<string, ReturnedLine>();
    const returned = returnFamilies({ annotator: self, families }, reviewer, decisions);
    for (const { outcome, decision } of returned) {
      if (!decision) continue;
      const subject = subjectOf(decision);
      const answer = own.find(
        (each) => subjectOf(each) === subject && each.decided > decision.decided,
      );
      byDecision.set(decision.id, {
        ...{ type: 'returned', key: decision.id },
        ...{ outcome, decision, answer: answer ?? null },
      });
    }
    return [...byDecision.values()];
  });
}

/** Whether a line waits for a word: nothing is said, it was put off, or the author contests it. */
export function isOpenReview(line: ReviewLine): boolean {
  if (line.type === 'returned') {
    return line.answer === null ? line.outcome !== 'accepted' : !isSettled(line.answer);
  }
  const { decision, contest } = line.item;
  return decision === null || decision.verdict === 'defer' || contest !== null;
}

/** The lines that the list shows. */
export function listReview(
  { shown, options }: CompareState,
  looker: Looker,
): readonly ReviewLine[] {
  if (!shown) return [];
  const lines = linesToReview(shown.document, looker);
  return options.show === 'undecided' ? lines.filter(isOpenReview) : lines;
}

/** The line that is chosen, the first where none is. */
export function chosenReview(state: CompareState, looker: Looker): ReviewLine | undefined {
  const lines = listReview(state, looker);
  return lines.find(({ key }) => key === state.lines.review) ?? lines[0];
}

/** A passage of families that are held against each other. */
export interface ReviewedPassage {
  readonly key: string;
  readonly rendering: Rendering;
  readonly whose: 'both' | 'mine' | 'theirs';
}

/** Every passage of a difference once: what both have first, then what only one of the two has. */
export function passagesReviewed({ shared, more, fewer }: LinkItem): readonly ReviewedPassage[] {
  const of = (whose: ReviewedPassage['whose']) => (rendering: Rendering) => ({
    key: placeKey(rendering),
    rendering,
    whose,
  });
  return [
    ...shared.map(({ mine }) => mine).map(of('both')),
    ...more.map(of('theirs')),
    ...fewer.map(of('mine')),
  ];
}

/** The two passages of a line that are worth a look first: what only one of the two has, and the base. */
export function placesReviewed(line: ReviewLine): readonly Rendering[] {
  if (line.type === 'returned') return line.decision.about.flatMap(({ renderings }) => renderings);
  const passages = passagesReviewed(line.item);
  const odd = passages.find(({ whose }) => whose !== 'both') ?? passages[0];
  const other = passages.find((each) => each !== odd);
  return [odd, other].flatMap((each) => each?.rendering ?? []);
}
