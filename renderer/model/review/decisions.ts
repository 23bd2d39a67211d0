import type { DecisionRule } from '#core/review/decision.ts';
import type { ReviewItem } from '#core/review/items.ts';
import { applyRule, type RuledItem } from '#core/review/majority.ts';
import type { DecisionBody } from '#core/review/review-edit.ts';
import { tagHull } from '#core/tags/tag.ts';
import { trimSpan } from '#core/text/span.ts';
import { countOf } from '#core/numbers.ts';

import type { AppState } from '../state/app-state.ts';
import type { Stage } from '../window/focus.ts';
import {
  editingDifference,
  editItFirst,
  onlyTwoPeople,
  theyHaveNone,
  withoutPlace,
  youHaveNone,
} from '../window/key-sentences.ts';
import type { KeysInUse } from '../window/key-words.ts';
import { setOff } from '../state/messages.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Places } from './places.ts';
import type { Review } from './review.ts';
import {
  decisionBody,
  NO_REMARKS,
  pickable,
  plainTag,
  possessive,
  remarksOf,
  type Remarks,
} from '../state/review-state.ts';
import type { Selection } from '../window/selection.ts';
import type { Store } from '../state/store.ts';

type Seen = Pick<AppState, 'article' | 'library' | 'review' | 'selection' | 'settings'>;

interface DecisionsNeeds {
  readonly store: Store<Seen>;
  readonly stage: Stage;
  readonly keys: KeysInUse;
  readonly names: Pick<Names, 'nameOfAnnotator'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly places: Pick<Places, 'at' | 'atSelection' | 'takeBack'>;
  readonly review: Pick<
    Review,
    'currentItem' | 'currentUnplaced' | 'goOn' | 'send' | 'step' | 'whatIsLeft'
  >;
  readonly selection: Pick<Selection, 'span'>;
}

/** What a decision is, or why it cannot be made. */
type Verdict = (Pick<DecisionBody, 'verdict'> & Partial<DecisionBody>) | string;

/** Decides on the item in the card, on selected words, or on many items by a rule. */
export class Decisions {
  constructor(private readonly needs: DecisionsNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  /** Decides the item in the card and goes on to the next one that is open. */
  private async decide(words: string, verdictOn: (item: ReviewItem) => Verdict): Promise<void> {
    const { keys, notices, review } = this.needs;
    if (review.currentUnplaced()) {
      notices.say(withoutPlace(keys));
      return;
    }
    const remarks = this.state.review?.remarks;
    const item = review.currentItem();
    if (!remarks || !item) {
      review.step(1);
      return;
    }
    const fields = verdictOn(item);
    if (typeof fields === 'string') {
      notices.say(fields);
      return;
    }
    const body = decisionBody(item, remarks, fields);
    if (await review.send({ kind: 'decide', bodies: [body] })) review.goOn(words);
  }

  /**
   * What a digit says, counted from 0: why the item before was rejected, right after it was; else whose
   * tag stands.
   */
  async digit(index: number): Promise<void> {
    const asksWhy = (this.state.review?.justRejected ?? null) !== null;
    if (asksWhy) await this.giveReason(index);
    else await this.keepOfPerson(index);
  }

  /** Says why the item was rejected that was decided last. */
  private async giveReason(index: number): Promise<void> {
    const { notices, review: list, store } = this.needs;
    const { review, settings } = this.state;
    const item = review?.items.find(({ id }) => id === review.justRejected);
    const reason = settings.reasons[index];
    if (!review || !item?.decision) return;
    if (reason === undefined) {
      notices.say(`There are only ${countOf(settings.reasons.length, 'reason')} in the list.`);
      return;
    }
    const { verdict, kept } = item.decision;
    const remarks = { ...remarksOf(item.decision), reason };
    const body = decisionBody(item, remarks, { verdict, kept: [...kept] });
    const joins = [item.decision.id];
    if (!(await list.send({ kind: 'decide', bodies: [body], joins }))) return;
    this.forgetRejected();
    notices.say(`Rejected: ${reason}. ${list.whatIsLeft()}`);
    // The card shows the next one, or still the one that this was about.
    const { review: after } = this.state;
    if (after?.current === item.id) store.set({ review: { ...after, remarks } });
  }

  /** A digit picks a person again; the rejection stands without a reason. */
  forgetRejected(): boolean {
    const { review } = this.state;
    if (!review || review.justRejected === null) return false;
    this.needs.store.set({ review: { ...review, justRejected: null } });
    return true;
  }

  /** Lets the tag of one of several people stand. `person`: index in the order of the lanes. */
  async keepOfPerson(person: number): Promise<void> {
    const { keys, names, notices } = this.needs;
    const people = pickable({ state: this.state });
    const annotator = people[person];
    if (annotator === undefined) {
      notices.say(
        people.length === 0
          ? onlyTwoPeople(keys)
          : `Only ${people.length} people have tagged this article.`,
      );
      return;
    }
    const isMine = annotator === this.state.library.self.id;
    const name = isMine ? 'mine' : `the tag of ${names.nameOfAnnotator(annotator)}`;
    await this.decide(`Kept ${name}`, (item) => {
      const member = item.members.find((each) => each.annotator === annotator);
      return member
        ? { verdict: 'keep', kept: [{ annotator, id: member.tag.id }] }
        : `${isMine ? 'You have' : `${names.nameOfAnnotator(annotator)} has`} no tag here.`;
    });
  }

  /** Lets the others' tag stand, or confirms the place that is proposed for one. */
  async acceptTheirs(): Promise<void> {
    const { keys, names, places, review } = this.needs;
    const unplaced = review.currentUnplaced();
    if (unplaced?.proposal) {
      await places.at(unplaced, unplaced.proposal.fragments, 'Place confirmed');
      return;
    }
    const self = this.state.library.self.id;
    const others = review.currentItem()?.members.filter(({ annotator }) => annotator !== self);
    const whose = others?.[0] ? possessive(names.nameOfAnnotator(others[0].annotator)) : 'theirs';
    await this.decide(`Accepted ${whose}`, (item) => {
      const theirs = item.members.filter(({ annotator }) => annotator !== self);
      const [first, second] = theirs;
      if (!first) return theyHaveNone(keys);
      if (second) return 'Several people tagged this. Their numbers pick one of them.';
      return { verdict: 'keep', kept: [{ annotator: first.annotator, id: first.tag.id }] };
    });
  }

  async keepMine(): Promise<void> {
    const { keys } = this.needs;
    const self = this.state.library.self.id;
    await this.decide('Kept mine', (item) => {
      const mine = item.members.find(({ annotator }) => annotator === self);
      if (!mine) return youHaveNone(keys);
      return { verdict: 'keep', kept: [{ annotator: self, id: mine.tag.id }] };
    });
  }

  async keepBoth(): Promise<void> {
    await this.decide('Kept both', (item) =>
      item.members.length < 2
        ? 'There is only one tag here.'
        : {
            verdict: 'keep',
            kept: item.members.map(({ annotator, tag: { id } }) => ({ annotator, id })),
          },
    );
  }

  /** Lets nothing stand, or says that a tag of another version has no place here. */
  async rejectAll(): Promise<void> {
    const { places, review } = this.needs;
    const unplaced = review.currentUnplaced();
    if (unplaced) {
      await places.at(unplaced, [], 'No place here');
      return;
    }
    const rejected = review.currentItem();
    const isReasoned = (this.state.review?.remarks.reason ?? null) !== null;
    await this.decide('Rejected', () => ({ verdict: 'keep', kept: [] }));
    const { review: after } = this.state;
    const now = after?.items.find(({ id }) => id === rejected?.id);
    if (!after || isReasoned || now?.decision?.verdict !== 'keep') return;
    this.needs.store.set({ review: { ...after, justRejected: now.id } });
  }

  async defer(): Promise<void> {
    await this.decide('Deferred', () => ({ verdict: 'defer' }));
  }

  /** For the item in the card, or, with words selected and no item, for these words. */
  async nothingHere(): Promise<void> {
    const { notices, review } = this.needs;
    const { selection, article } = this.state;
    if (!article || !selection || selection.collapsed) {
      await this.decide('Checked, nothing here', () => ({ verdict: 'nothing-here' }));
      return;
    }
    const passage = trimSpan(article.text, selection.span);
    if (passage.start >= passage.end) {
      notices.say('That selection has no words.');
      return;
    }
    const body: DecisionBody = {
      about: [],
      passage,
      verdict: 'nothing-here',
      kept: [],
      edited: null,
      rule: null,
      ...NO_REMARKS,
    };
    if (await review.send({ kind: 'decide', bodies: [body] })) {
      const words = setOff(article.text.slice(passage.start, passage.end));
      notices.say(`Checked ${words}: nothing here.`);
    }
  }

  /** Takes the word on the item in the card back: it is open again. */
  async takeBack(): Promise<void> {
    const { notices, places, review } = this.needs;
    const unplaced = review.currentUnplaced();
    if (unplaced?.setAside) {
      const { annotator, annotation } = unplaced;
      await places.takeBack({ annotator, id: annotation.id });
      return;
    }
    const decision = review.currentItem()?.decision;
    if (!decision) {
      notices.say('Nothing is decided here.');
      return;
    }
    if (await review.send({ kind: 'take-back-decisions', ids: [decision.id] })) {
      notices.say(`Open again. ${review.whatIsLeft()}`);
    }
  }

  /** What is said beside a decision; a decision that stands is said again with it. */
  async remark(patch: Partial<Remarks>): Promise<void> {
    const { store, review: list } = this.needs;
    const { review, library } = this.state;
    const item = list.currentItem();
    if (!review || !item) return;
    const remarks = { ...review.remarks, ...patch };
    store.set({ review: { ...review, remarks } });
    const { decision } = item;
    if (!decision || decision.reviewer !== library.self.id) return;
    const { verdict, kept, edited, rule } = decision;
    const body = decisionBody(item, remarks, {
      verdict,
      kept,
      rule,
      edited: edited && plainTag(edited),
    });
    await list.send({ kind: 'decide', bodies: [body] });
  }

  /** Begins to edit the tag that shall stand: theirs where there is one, with its words selected. */
  async startEditing(): Promise<void> {
    const { store, stage, keys, notices, places, review: list } = this.needs;
    const unplaced = list.currentUnplaced();
    if (unplaced) {
      await places.atSelection(unplaced);
      return;
    }
    const { review, library } = this.state;
    const item = list.currentItem();
    if (!review || !item) {
      list.step(1);
      return;
    }
    const base =
      item.members.find(({ annotator }) => annotator !== library.self.id) ?? item.members[0];
    if (!base) return;
    store.set({ review: { ...review, editing: plainTag(base.tag) } });
    const hull = tagHull(base.tag);
    stage.surface?.setSelection(hull.start, hull.end);
    notices.say(editingDifference(keys));
  }

  cancelEditing(): void {
    const { review } = this.state;
    if (!review?.editing) return;
    this.needs.store.set({ review: { ...review, editing: null } });
    this.needs.notices.say('Nothing was changed.');
  }

  /** Changes what is being edited. */
  edit(patch: Partial<NonNullable<DecisionBody['edited']>>): void {
    const { review } = this.state;
    if (!review?.editing) return;
    this.needs.store.set({ review: { ...review, editing: { ...review.editing, ...patch } } });
  }

  /** Lets the edited tag stand, with the selected words. */
  async acceptEdited(): Promise<void> {
    const { stage, keys, notices, selection } = this.needs;
    const editing = this.state.review?.editing;
    if (!editing && this.forgetRejected()) {
      notices.say(`Rejected without a reason. ${this.needs.review.whatIsLeft()}`);
      return;
    }
    if (!editing) {
      notices.say(editItFirst(keys));
      return;
    }
    const span = selection.span();
    if (!span) return;
    const hull = tagHull(editing);
    const moved = span.start !== hull.start || span.end !== hull.end;
    const edited = moved ? { ...editing, fragments: [span] } : editing;
    stage.surface?.setSelection(span.end, span.end);
    await this.decide('Edited and accepted', () => ({ verdict: 'edit', edited }));
  }

  /** What a rule would decide now. */
  previewRule(rule: DecisionRule): readonly RuledItem[] {
    return applyRule(this.state.review?.items ?? [], rule);
  }

  /** Lets a rule decide, as one step. */
  async decideByRule(rule: DecisionRule): Promise<void> {
    const { notices, review } = this.needs;
    const bodies = this.previewRule(rule).map(({ item, kept }) =>
      decisionBody(item, NO_REMARKS, { verdict: 'keep', kept: [...kept], rule }),
    );
    if (bodies.length === 0) {
      notices.say('The rule decides nothing.');
      return;
    }
    if (await review.send({ kind: 'decide', bodies })) {
      notices.say(`Decided ${countOf(bodies.length, 'item')}. ${review.whatIsLeft()}`);
    }
  }
}
