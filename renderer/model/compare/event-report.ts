// The report of an event: of which one, where it is written, and what is said of that.
import type { RequestError } from '#core/contract/bootstrap.ts';
import type { ReportSaved } from '#core/contract/agreement.ts';
import type { CompareError, EventReportFormat } from '#core/contract/compare.ts';
import type { Bridge } from '#core/contract/contract.ts';
import type { ExportError } from '#core/contract/export.ts';
import { showHidden } from '#core/guards/labels.ts';
import { err, type Result } from '#core/result.ts';

import type { AppState } from '../state/app-state.ts';
import { exportErrorSentence, isRequestError } from '../state/messages.ts';
import type { Store } from '../state/store.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Notices } from '../window/notices.ts';
import { LEAST_ARTICLES } from './compare.ts';

interface EventReportNeeds {
  readonly store: Store<Pick<AppState, 'article' | 'articles' | 'compare' | 'isBlind' | 'view'>>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** The report of an event as a file: made and written by the main process. */
export class EventReport {
  constructor(private readonly needs: EventReportNeeds) {}

  /** Opens the sheet on the event that is compared, elsewhere on that of the open article. */
  ask(): void {
    const { dialogs, notices, store } = this.needs;
    const { article, articles, compare, view } = store.get();
    const event = view === 'compare' ? compare.event : (article?.summary.details.event ?? null);
    const own = articles.filter(({ details }) => event !== null && details.event === event);
    if (event === null || own.length < LEAST_ARTICLES) {
      notices.say('A report needs two articles in the same event. Move another article into it.');
      return;
    }
    dialogs.show({ type: 'event-report', event });
  }

  /** Writes the report where the analyst says; otherwise answers why not, with nothing where they chose no place. */
  async save(
    eventId: string,
    format: EventReportFormat,
    hideNames: boolean,
  ): Promise<Result<ReportSaved, string>> {
    const { bridge, notices, store } = this.needs;
    const { compare, isBlind: blind } = store.get();
    const comparesOneTexts = compare.event === eventId && compare.comparesOneTexts;
    const answer = await bridge.invoke('compare:save-report', {
      ...{ eventId, format, hideNames, blind, comparesOneTexts },
    });
    if (!answer.ok) {
      return err(answer.error.type === 'cancelled' ? '' : reportErrorSentence(answer.error));
    }
    notices.say(`Saved the report to ${showHidden(answer.value.path)}.`);
    return answer;
  }

  /** Gives up the report that is being made; who waits for it is told. */
  stop(): void {
    void this.needs.bridge.invoke('compare:stop-report', undefined);
  }
}

/** Why there is no report. */
function reportErrorSentence(error: CompareError | ExportError | RequestError): string {
  if (isRequestError(error)) return exportErrorSentence(error);
  switch (error.type) {
    case 'no-such-event':
      return 'This event is no longer there. Nothing was written.';
    case 'cannot-compute':
      return `The report could not be made. ${error.detail} Nothing was written; your tags and links are as they were.`;
    default:
      return exportErrorSentence(error);
  }
}
