import { useState } from 'react';

import type { RecoveryReport } from '#core/contract/articles.ts';
import type { StoreStatus } from '#core/contract/store.ts';
import { countOf } from '#core/numbers.ts';

import { bridge } from '../bridge.ts';
import {
  dayAndTime,
  isRequestError,
  notSavedSentence,
  requestErrorSentence,
  storeErrorSentence,
} from '../model/state/messages.ts';
import { useWorkspace } from '../controls/use-workspace.ts';
import { Dialog } from '../controls/sheets/Dialog.tsx';

/** What is known of an article that could not be read, and what can be restored. */
export function RecoveryDialog({ report }: { readonly report: RecoveryReport }) {
  const workspace = useWorkspace();
  const [problem, setProblem] = useState('');
  const recover = async (choice: string): Promise<void> => {
    const answer = await bridge.invoke('recovery:recover', { articleId: report.articleId, choice });
    if (!answer.ok) {
      setProblem(
        isRequestError(answer.error)
          ? requestErrorSentence(answer.error)
          : storeErrorSentence(answer.error),
      );
      return;
    }
    workspace.dialogs.close();
    workspace.recovery.show(answer.value);
  };
  return (
    <Dialog
      title={`Restore “${report.title}”`}
      onClose={() => {
        workspace.dialogs.close();
      }}
    >
      <p>{report.problem}</p>
      <p className="hint">
        Nothing has been deleted. What could not be read is kept beside the article.
      </p>
      {problem === '' ? null : (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <ul className="plain-list" aria-label="What can be restored">
        {report.choices.map((choice) => (
          <li key={choice.key} className="list-line">
            <span>
              {choice.description}
              <span className="hint">
                {' '}
                {countOf(choice.tags, 'tag')}
                {choice.at === null ? '' : `, last change ${dayAndTime(choice.at)}`}
              </span>
            </span>
            <button type="button" onClick={() => void recover(choice.key)}>
              Restore this
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** The window was asked to close while changes are not on disk. */
export function ClosingDialog({ status }: { readonly status: StoreStatus }) {
  const workspace = useWorkspace();
  const close = (): void => {
    workspace.dialogs.close();
  };
  return (
    <Dialog
      title="Some tags are not saved yet"
      className="narrow"
      onClose={close}
      actions={
        <>
          <button
            type="button"
            className="danger"
            onClick={() => void bridge.invoke('window:run', { action: 'discard-and-close' })}
          >
            Close and lose them
          </button>
          <button
            type="button"
            onClick={() => {
              workspace.dialogs.show({ type: 'export' });
            }}
          >
            Export a copy…
          </button>
          <button type="button" className="primary" onClick={close}>
            Keep open
          </button>
        </>
      }
    >
      <p>
        {status.type === 'not-saved'
          ? notSavedSentence(status)
          : 'A change is still being written.'}
      </p>
    </Dialog>
  );
}
