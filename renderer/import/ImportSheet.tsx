// The sheet of what was opened, before anything is stored. What is decided in it is in model/forms.
import { useRef, useState } from 'react';

import type { ImportItem, ImportOutcome, ImportPreview } from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { bridge } from '../bridge.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { EventRows } from '../controls/EventRows.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import {
  choiceOf,
  decisionOf,
  importButtonInWords,
  importDecisions,
  importedInWords,
  importFormOf,
  namesTwice,
  wantedItems,
  withChoice,
  withReconsidered,
  withRedecoded,
  type AnnotationsItem,
  type ArticleItem,
  type ImportChoice,
  type ImportForm,
  type RefusedItem,
} from '../model/forms/import-form.ts';
import {
  importErrorSentence,
  isRequestError,
  requestErrorSentence,
} from '../model/state/messages.ts';
import { AnnotationsCard } from './AnnotationsCard.tsx';
import { ArticleCard } from './ArticleCard.tsx';
import { CopyList } from './CopyList.tsx';
import { ImportFailures } from './ImportFailures.tsx';
import { StoringProgress } from './ImportLine.tsx';
import './import.css';

/** What was found in opened, dropped or pasted files, decided upon before anything is stored. */
export function ImportSheet({ preview }: { readonly preview: ImportPreview }) {
  const { form, setForm, outcome, problem, isBusy, isLooking, ...does } = useImport(preview);
  const { redecode, reconsider, commit, cancel } = does;
  const { items } = form;
  const wanted = wantedItems(form);
  const refused = items.filter((item) => item.type === 'refused');
  if (outcome) return <ImportFailures outcome={outcome} onClose={() => void cancel()} />;
  return (
    <Dialog
      title={items.length === 1 ? 'Open this file' : `Open ${items.length} files`}
      className="wide"
      onClose={() => void cancel()}
      actions={
        <>
          <Progress isBusy={isBusy} problem={problem} />
          <button type="button" onClick={() => void cancel()}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={isBusy || isLooking || wanted.length === 0}
            onClick={() => void commit()}
          >
            {importButtonInWords(wanted.length, isBusy)}
          </button>
        </>
      }
    >
      {items.some((item) => item.type === 'article') ? (
        <div className="form-grid">
          <EventRows
            event={form.event}
            newEvent={form.newEvent}
            onChange={(patch) => {
              setForm({ ...form, ...patch });
            }}
          />
        </div>
      ) : null}
      <Cards form={form} onChange={setForm} onEncoding={redecode} onDecide={reconsider} />
      {namesTwice(items).map((name) => (
        <p key={name} className="notice-line">
          More than one of these files has tags by <bdi>{showHidden(name)}</bdi>. They are taken in
          the order of the list, and the last one’s set counts.
        </p>
      ))}
      {refused.length > 0 ? <Refused refused={refused} /> : null}
    </Dialog>
  );
}

/** The form, and what is done with it. */
function useImport(preview: ImportPreview) {
  const workspace = useWorkspace();
  const firstEvent = useAppState((state) => state.library.events[0]?.id);
  const [form, setForm] = useState(() => importFormOf(preview, firstEvent));
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const asked = useRef(0);
  const { token } = preview;

  const isShown = (): boolean => {
    const { dialog } = workspace.state;
    return dialog?.type === 'import' && dialog.preview.token === token;
  };

  const redecode = async (item: ArticleItem, encoding: string): Promise<void> => {
    const answer = await bridge.invoke('import:redecode', { token, key: item.key, encoding });
    setProblem(answer.ok ? '' : importErrorSentence(answer.error));
    if (!answer.ok || answer.value.type !== 'article') return;
    const found = answer.value;
    setForm((before) => withRedecoded(before, item, found));
  };

  /** Asks what the file would do as it is decided now; an older answer is for nobody. */
  const reconsider = async (item: AnnotationsItem, patch: Partial<ImportChoice>): Promise<void> => {
    const decided = withChoice(form, item, patch);
    setForm((before) => withChoice(before, item, patch));
    asked.current += 1;
    const own = asked.current;
    setLooking(true);
    const decision = decisionOf(decided, item);
    const answer = await bridge.invoke('import:reconsider', { token, decision });
    if (own !== asked.current) return;
    setLooking(false);
    setProblem(answer.ok ? '' : importErrorSentence(answer.error));
    if (!answer.ok || answer.value.type !== 'annotations') return;
    const found = answer.value;
    setForm((before) => withReconsidered(before, found));
  };

  const cancel = async (): Promise<void> => {
    // Where it is too late to stop what is being stored, the sheet goes on as if nobody had asked.
    if (isBusy && !(await workspace.import.stop())) return;
    if (!outcome) void bridge.invoke('import:cancel', { token });
    if (isShown()) workspace.dialogs.close();
  };

  const commit = async (): Promise<void> => {
    setBusy(true);
    setProblem('');
    const answer = await bridge.invoke('import:commit', {
      token,
      requestId: crypto.randomUUID(),
      decisions: importDecisions(form),
    });
    setBusy(false);
    if (!answer.ok) {
      const { error } = answer;
      setProblem(isRequestError(error) ? requestErrorSentence(error) : importErrorSentence(error));
      return;
    }
    const wanted = wantedItems(form);
    const reopened = workspace.import.take(answer.value);
    workspace.notices.say(importedInWords(wanted, answer.value));
    if (answer.value.failed.length > 0) setOutcome(answer.value);
    else if (isShown()) workspace.dialogs.close();
    await reopened;
    await goOn(wanted, answer.value);
  };

  /** Shows what came back decided, else the first article that came in. */
  const goOn = async (wanted: readonly ImportItem[], done: ImportOutcome): Promise<void> => {
    const returned = wanted
      .flatMap((item) => (item.type === 'annotations' ? (item.returned ?? []) : []))
      .find(({ articles }) => articles.length > 0);
    const first = done.imported.find(({ articleId }) => articleId !== null)?.articleId ?? null;
    if (returned && done.failed.length === 0) await workspace.returns.leadTo(returned);
    else if (first !== null) await workspace.articles.open(first);
  };

  return {
    form,
    setForm,
    outcome,
    problem,
    isBusy,
    isLooking,
    redecode,
    reconsider,
    commit,
    cancel,
  };
}

/** What is being stored, why it was not, or that nothing has been so far. */
function Progress({ isBusy, problem }: { readonly isBusy: boolean; readonly problem: string }) {
  if (isBusy) return <StoringProgress />;
  return problem === '' ? (
    <span className="hint grow">Nothing is stored before you choose Import.</span>
  ) : (
    <span role="alert" className="problem grow">
      {problem}
    </span>
  );
}

/** One card for each file that can be opened. */
function Cards({
  form,
  onChange,
  onEncoding,
  onDecide,
}: {
  readonly form: ImportForm;
  readonly onChange: (change: (before: ImportForm) => ImportForm) => void;
  readonly onEncoding: (item: ArticleItem, encoding: string) => Promise<void>;
  readonly onDecide: (item: AnnotationsItem, patch: Partial<ImportChoice>) => Promise<void>;
}) {
  return form.items.map((item) => {
    const shared = {
      choice: choiceOf(form, item),
      onChange: (patch: Partial<ImportChoice>) => {
        onChange((before) => withChoice(before, item, patch));
      },
    };
    switch (item.type) {
      case 'article':
        return (
          <ArticleCard
            key={item.key}
            item={item}
            {...shared}
            onEncoding={(encoding) => void onEncoding(item, encoding)}
          />
        );
      case 'annotations':
        return (
          <AnnotationsCard
            key={item.key}
            item={item}
            {...shared}
            onDecide={(patch) => void onDecide(item, patch)}
          />
        );
      case 'refused':
        return null;
    }
  });
}

function Refused({ refused }: { readonly refused: readonly RefusedItem[] }) {
  return (
    <section className="import-card is-refused" aria-label="Refused">
      <h3>{countOf(refused.length, 'file')} cannot be opened</h3>
      <ul>
        {refused.map((item) => (
          <li key={item.key}>{showHidden(item.reason)}</li>
        ))}
      </ul>
      <CopyList lines={refused.map(({ reason }) => reason)} />
    </section>
  );
}
