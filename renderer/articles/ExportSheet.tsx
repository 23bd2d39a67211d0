import { useEffect, useState } from 'react';

import type { ExportDone, ExportPreview, ExportRequest } from '#core/ipc-contract.ts';
import { showHidden } from '#core/labels.ts';

import { bridge } from '../bridge.ts';
import { Dialog } from '../chrome/Dialog.tsx';
import { countOf, exportErrorSentence } from '../state/messages.ts';
import { useAppState, useWorkspace } from '../state/use-workspace.ts';

type Scope = ExportRequest['scope']['type'];

/** What is exported, with the first record as it will stand in the file. */
export function ExportSheet() {
  const workspace = useWorkspace();
  const article = useAppState((state) => state.article);
  const events = useAppState((state) => state.library.events);
  const [scope, setScope] = useState<Scope>(article ? 'article' : 'all');
  const [includeText, setIncludeText] = useState(true);
  const [hideNames, setHideNames] = useState(false);
  const [preview, setPreview] = useState<ExportPreview | null>(null);
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState<ExportDone | null>(null);
  const [busy, setBusy] = useState(false);
  const eventId = article?.summary.details.event ?? null;
  const eventTitle = events.find(({ id }) => id === eventId)?.title;

  const request = (): ExportRequest => ({
    scope:
      scope === 'article' && article
        ? { type: 'article', articleId: article.id }
        : scope === 'event'
          ? { type: 'event', event: eventId }
          : { type: 'all' },
    includeText,
    hideNames,
  });

  useEffect(() => {
    let current = true;
    void bridge.invoke('export:preview', request()).then((answer) => {
      if (!current) return;
      setPreview(answer.ok ? answer.value : null);
      setProblem(answer.ok ? '' : exportErrorSentence(answer.error));
    });
    return () => {
      current = false;
    };
    // The request is made of exactly these.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [scope, includeText, hideNames, article]);

  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await bridge.invoke('export:save', request());
    setBusy(false);
    if (answer.ok) {
      setDone(answer.value);
      setProblem('');
      workspace.say(
        `Exported ${countOf(answer.value.articles, 'article')}, ${countOf(answer.value.tags, 'tag')} to ${answer.value.fileName}.`,
      );
    } else if (answer.error.type !== 'cancelled') setProblem(exportErrorSentence(answer.error));
  };
  const close = (): void => {
    workspace.closeDialog();
  };

  if (done) {
    return (
      <Dialog
        title="Exported"
        className="narrow"
        onClose={close}
        actions={
          <>
            <button
              type="button"
              onClick={() => void bridge.invoke('shell:show-export', undefined)}
            >
              Show in folder
            </button>
            <button
              type="button"
              onClick={() => void bridge.invoke('clipboard:write', { text: done.path })}
            >
              Copy path
            </button>
            <button type="button" className="primary" onClick={close}>
              Done
            </button>
          </>
        }
      >
        <p>
          Exported {countOf(done.articles, 'article')}, {countOf(done.tags, 'tag')} to{' '}
          <bdi>{showHidden(done.fileName)}</bdi>. The file was read back and every tag’s text
          checked against its article.
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Export as JSON"
      className="wide"
      onClose={close}
      actions={
        <>
          <span className="hint grow">
            {preview
              ? `${countOf(preview.articles, 'article')}, ${countOf(preview.tags, 'tag')}`
              : ''}
          </span>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={busy || !preview}
            onClick={() => void save()}
          >
            {busy ? 'Exporting…' : 'Export…'}
          </button>
        </>
      }
    >
      {problem === '' ? null : (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <fieldset className="choices-column">
        <legend>What</legend>
        {article ? (
          <ScopeChoice value="article" scope={scope} onChange={setScope}>
            This article: “<bdi>{showHidden(article.summary.details.title)}</bdi>”
          </ScopeChoice>
        ) : null}
        {article ? (
          <ScopeChoice value="event" scope={scope} onChange={setScope}>
            {eventTitle === undefined ? (
              'Articles without an event'
            ) : (
              <>
                This event: <bdi>{showHidden(eventTitle)}</bdi>
              </>
            )}
          </ScopeChoice>
        ) : null}
        <ScopeChoice value="all" scope={scope} onChange={setScope}>
          Everything
        </ScopeChoice>
      </fieldset>
      <fieldset className="choices-column">
        <legend>With</legend>
        <label className="check">
          <input
            type="checkbox"
            checked={includeText}
            onChange={(event) => {
              setIncludeText(event.target.checked);
            }}
          />
          Include article text
          <span className="hint"> — without it the file has hashes and the quoted words only</span>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={hideNames}
            onChange={(event) => {
              setHideNames(event.target.checked);
            }}
          />
          Replace names with “annotator 1”, “annotator 2”, …
        </label>
      </fieldset>
      <h3 className="field-label">First record</h3>
      <pre className="export-preview" tabIndex={0} aria-label="First record">
        {preview ? showHidden(preview.sample) : ' '}
      </pre>
    </Dialog>
  );
}

function ScopeChoice({
  value,
  scope,
  onChange,
  children,
}: {
  readonly value: Scope;
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
  readonly children: React.ReactNode;
}) {
  return (
    <label className="check">
      <input
        type="radio"
        name="export-scope"
        checked={scope === value}
        onChange={() => {
          onChange(value);
        }}
      />
      <span>{children}</span>
    </label>
  );
}
