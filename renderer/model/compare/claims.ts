// Linking claims across articles, and how one stands to another: only the analyst says it.
import type { EventEdit, PassageBody, SingleEventEdit } from '#core/event/edit.ts';
import { placeKey } from '#core/event/places.ts';
import type { ClaimRelation } from '#core/event/records.ts';

import type { LinkedPlace } from '../state/link-source.ts';
import { setOff } from '../state/messages.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Notices } from '../window/notices.ts';
import {
  chosenClaimLine,
  chosenClaimRow,
  claimRows,
  type ClaimLine,
  type ClaimRow,
} from './rows/claim-rows.ts';
import type { Compare } from './compare.ts';
import { noteInWords, RELATION_WORDS } from './rows/compare-words.ts';

interface ClaimsNeeds {
  readonly compare: Compare;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** The analyst's word on claims. */
export class Claims {
  constructor(private readonly needs: ClaimsNeeds) {}

  get row(): ClaimRow | undefined {
    const { state } = this.needs.compare;
    return state.shown ? chosenClaimRow(state, claimRows(state.shown)) : undefined;
  }

  get line(): ClaimLine | undefined {
    return chosenClaimLine(this.needs.compare.state, this.row);
  }

  /** Links the chosen sentence of the ledger with the claim; on what is linked already asks what else is. */
  async link(): Promise<void> {
    const { dialogs, notices } = this.needs;
    const { row, line } = this;
    if (!row || !line) notices.say('No claim is chosen.');
    else if (line.rendering === null && !line.isBase) {
      if (await this.linkPassage(row, this.passageOf(line))) this.askHowItStands(line.words);
    } else {
      const source = { type: 'claim', row: row.key, words: row.label } as const;
      dialogs.show({ type: 'link-with', source });
    }
  }

  /** Links words that were chosen for a claim. `key`: of its row. */
  async linkPlace(key: string, place: LinkedPlace, words: string): Promise<void> {
    const { compare } = this.needs;
    const { shown } = compare.state;
    const row = shown && claimRows(shown).find((each) => each.key === key);
    if (!row) return;
    const { article, fragments, tag } = place;
    const passage = {
      ...{ article, fragments: [...fragments] },
      tag: tag === null ? null : { annotator: compare.self, id: tag },
    };
    if (!(await this.linkPassage(row, passage))) return;
    compare.chooseLedger(placeKey(place));
    this.askHowItStands(words);
  }

  /** Links a passage with a claim; answers whether that is on disk. */
  private linkPassage(row: ClaimRow, passage: PassageBody): Promise<boolean> {
    const base = row.linked.find(({ isBase }) => isBase);
    const { family } = row;
    return this.needs.compare.change({
      type: 'link',
      kind: 'claim',
      passages: [...(family === null && base ? [this.passageOf(base)] : []), passage],
      family,
      ...(family === null && { newFamily: crypto.randomUUID() }),
    });
  }

  private askHowItStands(words: string): void {
    const { dialogs, notices } = this.needs;
    notices.say(`Linked ${setOff(words)}. How does it stand to the first?`);
    dialogs.show({ type: 'claim-relation' });
  }

  askRelation(): void {
    const { dialogs, notices } = this.needs;
    const { line } = this;
    if (line === undefined || line.rendering === null) notices.say('Link it first.');
    else if (line.isBase) notices.say('The others are compared with this one.');
    else dialogs.show({ type: 'claim-relation' });
  }

  async setRelation(relation: ClaimRelation | null): Promise<void> {
    const { compare, notices } = this.needs;
    const { line } = this;
    if (line?.rendering === undefined || line.rendering === null || line.isBase) return;
    const renderings = [line.rendering];
    if (await compare.change({ type: 'set-relation', renderings, relation }))
      notices.say(relation === null ? 'No relation.' : `Relation: ${RELATION_WORDS[relation]}.`);
  }

  async takeOut(): Promise<void> {
    const { compare, notices } = this.needs;
    const { line } = this;
    if (line?.rendering === undefined || line.rendering === null) {
      notices.say('This is not linked: there is nothing to be taken out.');
      return;
    }
    if (await compare.change({ type: 'unlink', renderings: [line.rendering] }))
      notices.say(`Took ${setOff(line.words)} out of its family.`);
  }

  async setBase(): Promise<void> {
    const { compare, notices } = this.needs;
    const { row, line } = this;
    if (row?.family === undefined || row.family === null || !line || line.rendering === null) {
      notices.say('Link it first.');
      return;
    }
    const edit = { type: 'set-base', family: row.family, base: line.rendering } as const;
    if (await compare.change(edit)) notices.say(`Compared with ${setOff(line.words)}.`);
  }

  askNote(): void {
    if (this.row) this.needs.dialogs.show({ type: 'family-note' });
  }

  async setNote(note: string): Promise<boolean> {
    const { compare, notices } = this.needs;
    const { row } = this;
    if (!row || note === row.note) return false;
    const newFamily = crypto.randomUUID();
    const passages = row.linked.map((line) => this.passageOf(line));
    const set = { type: 'set-family-note', family: row.family ?? newFamily, note } as const;
    const link: SingleEventEdit = {
      type: 'link',
      kind: 'claim',
      passages,
      family: null,
      newFamily,
    };
    const edit: EventEdit = row.family === null ? { type: 'several', edits: [link, set] } : set;
    if (!(await compare.change(edit))) return false;
    notices.say(noteInWords(note));
    return true;
  }

  private passageOf({ article, fragments, claim }: ClaimLine): PassageBody {
    const { shown } = this.needs.compare.state;
    const tag = claim && { annotator: this.needs.compare.self, id: claim.tag };
    return {
      article: shown?.comparison.articles[article]?.id ?? '',
      fragments: fragments.map(({ start, end }) => ({ start, end })),
      tag,
    };
  }
}
