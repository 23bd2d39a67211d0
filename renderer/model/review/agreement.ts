import type { AgreementError, AgreementRequest } from '#core/contract/agreement.ts';
import type { AnswerOf, Bridge, RequestOf } from '#core/contract/contract.ts';
import type { RequestError } from '#core/contract/bootstrap.ts';
import { fromJsonText } from '#core/guards/transfer.ts';
import { showHidden } from '#core/guards/labels.ts';
import { ok, type Result } from '#core/result.ts';

import type { AgreementSheetState } from '../state/agreement-choice.ts';
import type { ShownAgreement } from '../state/agreement-view.ts';
import type { AppState } from '../state/app-state.ts';
import { agreementErrorSentence } from '../state/messages.ts';
import type { Store } from '../state/store.ts';
import type { Notices } from '../window/notices.ts';

/** The figures as they are shown, and what is to be said of them. */
export interface AgreementState {
  /** The last report that came; an older one stands until the next is there. */
  readonly shown: ShownAgreement | null;
  /** Why there is none. */
  readonly problem: string;
  readonly isWaiting: boolean;
}

/** Takes over an answer to what was asked for last. */
export function afterAnswer(
  { shown }: Pick<AgreementState, 'shown'>,
  answer: Result<ShownAgreement, AgreementError | RequestError>,
): AgreementState {
  if (answer.ok) return { shown: answer.value, problem: '', isWaiting: false };
  return {
    // Stopped, what was there before still stands.
    shown: answer.error.type === 'stopped' ? shown : null,
    problem: agreementErrorSentence(answer.error),
    isWaiting: false,
  };
}

interface AgreementNeeds {
  readonly store: Store<Pick<AppState, 'agreement'>>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** How well annotators agree: asked of the main process, which computes it and writes it to disk. */
export class Agreement {
  constructor(private readonly needs: AgreementNeeds) {}

  /** The figures on what is asked for; `version` is that of the articles, see `ShownAgreement`. */
  async ask(
    request: AgreementRequest,
    version: number,
  ): Promise<Result<ShownAgreement, AgreementError | RequestError>> {
    const answer = await this.needs.bridge.invoke('agreement:report', request);
    if (!answer.ok) return answer;
    const report = answer.value.report && fromJsonText(answer.value.report);
    return ok({ ...answer.value, report, request, version });
  }

  /** Gives up the figures that are being computed; who waits for them is told. */
  stop(): void {
    void this.needs.bridge.invoke('agreement:stop', undefined);
  }

  /** Left by a figure, the sheet is found again as it was, and nothing is computed twice. */
  keepSheet(sheet: AgreementSheetState): void {
    this.needs.store.set({ agreement: sheet });
  }

  /** Writes the report where the analyst says, and says where it is. */
  async save(request: RequestOf<'agreement:save'>): Promise<AnswerOf<'agreement:save'>> {
    const answer = await this.needs.bridge.invoke('agreement:save', request);
    if (answer.ok) {
      this.needs.notices.say(`Exported the report to ${showHidden(answer.value.path)}.`);
    }
    return answer;
  }

  /** Shows the report that was written last in the folder that it is in. */
  showSaved(): void {
    void this.needs.bridge.invoke('shell:show-export', undefined);
  }
}
