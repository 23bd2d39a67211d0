// The findings of the event that is compared, and the analyst's word on each: confirmed, dismissed, put off.
import { FINDING_NAMES } from '#core/compare/sentences/names.ts';
import type { FindingWord } from '#core/event/records.ts';
import { countOf } from '#core/numbers.ts';

import type { CompareState } from '../state/compare-state.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Notices } from '../window/notices.ts';
import type { Compare } from './compare.ts';
import {
  chosenFinding,
  isOpenFinding,
  listFindings,
  placesOf,
  type ListedFinding,
} from './rows/finding-list.ts';

interface FindingsNeeds {
  readonly compare: Compare;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly notices: Pick<Notices, 'say'>;
}

export class Findings {
  constructor(private readonly needs: FindingsNeeds) {}

  private get state(): CompareState {
    return this.needs.compare.state;
  }

  async confirm(): Promise<void> {
    await this.judge('confirmed', null);
  }

  /** Asks why the chosen finding is none. */
  askReason(): void {
    if (this.withFinding()) this.needs.dialogs.show({ type: 'dismiss-finding' });
  }

  async dismiss(reason: string | null): Promise<void> {
    await this.judge('dismissed', reason);
  }

  async defer(): Promise<void> {
    await this.judge('deferred', null);
  }

  /** The next finding that nothing has been said of, or the one before. */
  step(by: 1 | -1): void {
    const all = listFindings(this.state);
    const at = all.findIndex(({ key }) => key === chosenFinding(this.state)?.key);
    const ahead = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
    const next = ahead.find(({ word }) => isOpenFinding(word));
    if (next) this.needs.compare.choose('findings', next.key);
    else {
      const end = by > 0 ? 'No finding after this is open' : 'No finding before this is open';
      this.needs.notices.say(`${end}. ${this.leftInWords()}`);
    }
  }

  leftInWords(): string {
    const open = listFindings(this.state).filter(({ word }) => isOpenFinding(word)).length;
    return open === 0 ? 'Every finding is decided.' : `${countOf(open, 'finding')} not decided.`;
  }

  /** Says something of the chosen finding; said again, it is taken back. */
  private async judge(verdict: FindingWord['verdict'], reason: string | null): Promise<void> {
    const { compare, notices } = this.needs;
    const { shown } = this.state;
    const chosen = this.withFinding();
    if (!chosen || !shown) return;
    const { finding, word } = chosen;
    const isBack = word?.verdict === verdict && verdict !== 'dismissed';
    const done = await compare.change({
      type: 'judge-finding',
      finding: finding.type,
      places: placesOf(shown, finding),
      verdict: isBack ? null : verdict,
      reason,
      note: word?.note ?? '',
    });
    if (!done) return;
    const what = `${FINDING_NAMES[finding.type]} ${isBack ? 'open again' : verdict === 'deferred' ? 'put off' : verdict}.`;
    if (!isBack) this.goOn(finding.key);
    notices.say(`${what} ${this.leftInWords()}`);
  }

  /** Goes on to the next open finding behind one, if there is one. */
  private goOn(key: string): void {
    const all = listFindings(this.state);
    const at = all.findIndex((each) => each.key === key);
    const next = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find(
      ({ word }) => word === null,
    );
    if (next) this.needs.compare.choose('findings', next.key);
  }

  private withFinding(): ListedFinding | undefined {
    const chosen = chosenFinding(this.state);
    if (!chosen) this.needs.notices.say('No finding is chosen.');
    return chosen;
  }
}
