import type { Bridge } from '#core/contract/contract.ts';
import { countOf } from '#core/numbers.ts';

import { isRequestError, requestErrorSentence } from '../state/messages.ts';
import type { Notices } from './notices.ts';

interface LogNeeds {
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly notices: Pick<Notices, 'say'>;
}

const NO_LOG = 'There is no log: nothing could be written to the data folder.';

/** Shows the file of the log where it lies. */
export async function showLog({ bridge, notices }: LogNeeds): Promise<void> {
  const answer = await bridge.invoke('log:show', undefined);
  if (answer.ok) notices.say('The log is shown in its folder.');
  else notices.say(isRequestError(answer.error) ? requestErrorSentence(answer.error) : NO_LOG);
}

/** Puts the log on the clipboard, for whoever is asked for help. */
export async function copyLog({ bridge, notices }: LogNeeds): Promise<void> {
  const answer = await bridge.invoke('log:copy', undefined);
  if (!answer.ok) {
    notices.say(isRequestError(answer.error) ? requestErrorSentence(answer.error) : NO_LOG);
    return;
  }
  notices.say(
    `Copied the log, ${countOf(answer.value.lines, 'line')}. It has no words, names or files of yours; paste it into a report.`,
  );
}
