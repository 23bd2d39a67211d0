// The analyst's word on colleagues' families, and on what others decided on one's own: one keystroke each,
// one undo step each. What stands after it is core/review/links; one's own families stay as they are.
import type { LinkDecisionBody } from '#core/event/edit.ts';
import type { Family, LinkDecision, Rendering } from '#core/event/records.ts';
import { isSettled } from '#core/review/decision.ts';
import { countOf } from '#core/numbers.ts';

import type { AppState } from '../state/app-state.ts';
import type { CompareState } from '../state/compare-state.ts';
import type { Store } from '../state/store.ts';
import type { Dialogs } from '../window/dialogs.ts';
import { keyHints, type KeysInUse } from '../window/key-words.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Compare } from './compare.ts';
import {
  chosenReview,
  isOpenReview,
  linesToReview,
  listReview,
  passagesReviewed,
  type Looker,
  type ReviewLine,
  type TheirsLine,
} from './rows/review-lines.ts';

interface LinkReviewNeeds {
  readonly store: Store<Pick<AppState, 'compare' | 'library'>>;
  readonly compare: Compare;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly keys: KeysInUse;
  readonly names: Pick<Names, 'nameOfAnnotator'>;
  readonly notices: Pick<Notices, 'say'>;
}

type Verdict = LinkDecision['verdict'];
type FamilyBody = NonNullable<LinkDecisionBody['result']>;
type Said = Partial<Pick<LinkDecisionBody, 'reason' | 'result' | 'note'>>;

/** Review of families. */
export class LinkReview {
  constructor(private readonly needs: LinkReviewNeeds) {}

  private get state(): CompareState {
    return this.needs.compare.state;
  }

  private get looker(): Looker {
    return this.needs.compare.looker;
  }

  get chosen(): ReviewLine | undefined {
    return chosenReview(this.state, this.looker);
  }

  /** Takes the colleague's families over; of a returned one, agrees with what was decided. */
  async accept(): Promise<void> {
    const line = this.withLine();
    if (line) await this.decide(line, 'accept');
  }

  /** Asks why one's own stand; of a returned one, why it is contested. */
  askReason(): void {
    const line = this.withLine();
    if (line) this.needs.dialogs.show({ type: 'reject-families', isContest: isReturned(line) });
  }

  async reject(reason: string | null): Promise<void> {
    const line = this.withLine();
    if (line) await this.decide(line, 'reject', { reason });
  }

  async defer(): Promise<void> {
    const line = this.withLine();
    if (line) await this.decide(line, 'defer');
  }

  /** Asks which of the passages stand as one family. */
  askChange(): void {
    const line = this.withLine();
    if (!line) return;
    if (line.type === 'theirs') this.needs.dialogs.show({ type: 'change-families' });
    else {
      const hint = keyHints(this.needs.keys, [['refuse-cell', 'contests it.']]);
      this.needs.notices.say(`These families are your own: change them in Quotations. ${hint}`);
    }
  }

  /** What stands instead: one family of the passages with these keys. */
  async change(keys: ReadonlySet<string>): Promise<void> {
    const line = this.withLine();
    if (line?.type !== 'theirs' || keys.size === 0) return;
    await this.decide(line, 'change', { result: familyOf(line, keys) });
  }

  /** What is noted beside one's own word on the chosen line. */
  get note(): string {
    return this.chosen ? (wordOn(this.chosen)?.note ?? '') : '';
  }

  /** Asks for a note beside one's own word. */
  askNote(): void {
    if (this.withLine()) this.needs.dialogs.show({ type: 'link-decision-note' });
  }

  /**
   * Notes something beside one's own word. Where nothing is said yet, a colleague's families are put
   * off with the note, and what another decided on one's own is contested with it as the comment.
   */
  async setNote(words: string): Promise<void> {
    const line = this.withLine();
    const note = words.trim();
    if (!line || note === this.note) return;
    const before = wordOn(line);
    const isSaid = before !== null && (line.type === 'theirs' || isSettled(before));
    const verdict = isSaid ? before.verdict : line.type === 'theirs' ? 'defer' : 'reject';
    if (!(await this.write(line, verdict, { ...(isSaid ? bodyOf(before) : {}), note }))) return;
    const whose = this.needs.names.nameOfAnnotator(whoseIs(line));
    const said = isSaid
      ? 'Noted beside your decision.'
      : line.type === 'theirs'
        ? 'Put off, with your note.'
        : `Contested what ${whose} decided, with your comment.`;
    this.needs.notices.say(`${said} ${this.leftInWords()}`);
  }

  /** The next line that waits for a word, or the one before. */
  step(by: 1 | -1): void {
    const { compare, notices } = this.needs;
    const all = listReview(this.state, this.looker);
    const at = all.findIndex(({ key }) => key === this.chosen?.key);
    const ahead = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
    const next = ahead.find(isOpenReview);
    if (next) compare.choose('review', next.key);
    else {
      const end = by > 0 ? 'Nothing after this is open' : 'Nothing before this is open';
      notices.say(`${end}. ${this.leftInWords()}`);
    }
  }

  /** How much waits for a word, as a sentence; where nothing does, what comes next. */
  leftInWords(): string {
    const { shown } = this.state;
    const lines = shown ? linesToReview(shown.document, this.looker) : [];
    const open = lines.filter(isOpenReview).length;
    if (open > 0) return `${open} of ${countOf(lines.length, 'family', 'families')} not decided.`;
    const hint = keyHints(this.needs.keys, [['export', 'returns them.']]);
    return `All is decided. ${hint}`.trim();
  }

  /** Says something of a line and goes on; the same said again takes it back. */
  private async decide(line: ReviewLine, verdict: Verdict, said: Said = {}): Promise<void> {
    const { compare, names, notices } = this.needs;
    const before = wordOn(line);
    const isContested = line.type === 'theirs' && line.item.contest !== null;
    const isRepeated = before?.verdict === verdict && !isContested;
    if (before && isRepeated && (verdict === 'accept' || verdict === 'defer')) {
      const done = await compare.change({ type: 'take-back-link-decisions', ids: [before.id] });
      if (done) notices.say(`Open again. ${this.leftInWords()}`);
      return;
    }
    // What was noted is about the families: it stays when they are decided anew.
    if (!(await this.write(line, verdict, { note: this.note, ...said }))) return;
    const name = names.nameOfAnnotator(whoseIs(line));
    this.goOn(familiesOf(line));
    notices.say(`${inWords(line, verdict, name)} ${this.leftInWords()}`);
  }

  private async write(line: ReviewLine, verdict: Verdict, said: Said): Promise<boolean> {
    const about = familiesOf(line).map(({ creator, id }) => ({ annotator: creator, id }));
    const body = { result: null, reason: null, note: '', ...said, about, verdict };
    return this.needs.compare.change({ type: 'decide-links', bodies: [body] });
  }

  /** Goes on to the next open line behind the families that were decided on, from the end to the first. */
  private goOn(families: readonly Family[]): void {
    const all = listReview(this.state, this.looker);
    const at = all.findIndex((line) =>
      familiesOf(line).some(({ id }) => families.some((each) => each.id === id)),
    );
    const behind = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
    const next = behind.find((line) => isOpenReview(line) && !isPutOff(line));
    if (next) this.needs.compare.choose('review', next.key);
  }

  private withLine(): ReviewLine | undefined {
    const { chosen } = this;
    if (!chosen) this.needs.notices.say('There is nothing of a colleague to be reviewed here.');
    return chosen;
  }
}

function isReturned(line: ReviewLine): boolean {
  return line.type === 'returned';
}

function isPutOff(line: ReviewLine): boolean {
  return wordOn(line)?.verdict === 'defer';
}

/** One's own word on a line that is in force. */
function wordOn(line: ReviewLine): LinkDecision | null {
  return line.type === 'theirs' ? line.item.decision : line.answer;
}

/** The families that a word on a line is about. */
function familiesOf(line: ReviewLine): readonly Family[] {
  return line.type === 'theirs' ? line.item.theirs : line.decision.about;
}

/** Annotator id of who has made the families, or decided on one's own. */
function whoseIs(line: ReviewLine): string {
  return line.type === 'theirs' ? line.item.annotator : line.decision.reviewer;
}

/** What a decision says, to be said again. */
function bodyOf({ reason, result }: LinkDecision): Said {
  return { reason, result: result && bodyOfFamily(result) };
}

function inWords(line: ReviewLine, verdict: Verdict, name: string): string {
  if (verdict === 'defer') return 'Put off.';
  if (line.type === 'returned')
    return verdict === 'accept' ? `Agreed with ${name}.` : `Contested what ${name} decided.`;
  switch (verdict) {
    case 'accept':
      return `Accepted ${name}’s.`;
    case 'change':
      return `Changed ${name}’s.`;
    case 'reject':
      return line.item.mine.length > 0
        ? `Rejected ${name}’s: yours stands.`
        : `Rejected ${name}’s.`;
  }
}

/** One family of the chosen passages, with one's own name and base where they can stand. */
function familyOf({ item }: TheirsLine, keys: ReadonlySet<string>): FamilyBody {
  const chosen = passagesReviewed(item).filter(({ key }) => keys.has(key));
  const families = [...item.mine, ...item.theirs];
  const theirsOf = new Map(item.shared.map(({ mine, theirs }) => [mine.id, theirs.id]));
  const isBase = ({ id }: Rendering): boolean =>
    families.some(({ base }) => base !== null && (base === id || base === theirsOf.get(id)));
  const base = chosen.findIndex(({ rendering }) => isBase(rendering));
  return {
    kind: item.kind,
    label: families.find(({ label }) => label !== '')?.label ?? '',
    renderings: chosen.map(({ rendering }) => bodyOfRendering(rendering)),
    base: base < 0 ? null : base,
    note: '',
  };
}

function bodyOfFamily({ kind, label, renderings, base, note }: Family): FamilyBody {
  const at = renderings.findIndex(({ id }) => id === base);
  return {
    ...{ kind, label, note, base: at < 0 ? null : at },
    renderings: renderings.map(bodyOfRendering),
  };
}

function bodyOfRendering({
  article,
  fragments,
  ...said
}: Rendering): FamilyBody['renderings'][number] {
  return {
    article,
    fragments: fragments.map(({ start, end }) => ({ start, end })),
    ...{ tag: said.tag, class: said.class, relation: said.relation },
  };
}
