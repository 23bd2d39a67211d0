import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';

import type {
  ImportItem,
  ImportOutcome,
  ImportPreview,
  ImportSource,
} from '#core/contract/import.ts';
import type { ReadOptions } from '#core/sources/reading.ts';

import { bridge } from '../../bridge.ts';
import { useWorkspace } from '../../controls/use-workspace.ts';
import {
  decisionOf,
  emptyInWords,
  importDecisions,
  tagsOnEarlier,
  importFormOf,
  wantedItems,
  wrongDateInWords,
  withChoice,
  withOptions,
  withReconsidered,
  withRedecoded,
  withReread,
  type AnnotationsItem,
  type ArticleItem,
  type ImportChoice,
  type ImportForm,
} from '../../model/forms/import-form.ts';
import { importedInWords } from '../../model/forms/import-words.ts';
import {
  importErrorSentence,
  isRequestError,
  requestErrorSentence,
} from '../../model/state/messages.ts';
import type { Workspace } from '../../model/workspace.ts';

/** What cards change; the same functions as long as the sheet is there. */
export interface CardChanges {
  readonly change: (item: ImportItem, patch: Partial<ImportChoice>) => void;
  /** Reads a file, or files of tags, in another encoding. */
  readonly redecode: (item: ArticleItem | AnnotationsItem, encoding: string) => Promise<void>;
  /** As `change`; asks what the file would do as it is decided now. */
  readonly reconsider: (item: AnnotationsItem, patch: Partial<ImportChoice>) => Promise<void>;
  /** Reads a page or document in another way; what was decided on its blocks is void. */
  readonly reread: (source: ImportSource, options: ReadOptions) => Promise<void>;
}

/** What cards change of the form; some of it is asked of the main process. */
function useChanges(
  token: string,
  latest: RefObject<ImportForm>,
  setForm: (change: (before: ImportForm) => ImportForm) => void,
  setProblem: (problem: string) => void,
) {
  const [isLooking, setLooking] = useState(false);
  /** How many files are being read again. */
  const [rereading, setRereading] = useState(0);
  const asked = useRef(0);
  /** Ends when the file that was asked for last has been read again. */
  const lastRead = useRef(Promise.resolve());

  const change: CardChanges['change'] = useCallback(
    (item, patch) => {
      setForm((before) => withChoice(before, item, patch));
    },
    [setForm],
  );

  // An older answer is for nobody.
  const reconsider: CardChanges['reconsider'] = useCallback(
    async (item, patch) => {
      const decision = decisionOf(withChoice(latest.current, item, patch), item);
      change(item, patch);
      asked.current += 1;
      const own = asked.current;
      setLooking(true);
      const answer = await bridge.invoke('import:reconsider', { token, decision });
      if (own !== asked.current) return;
      setLooking(false);
      setProblem(answer.ok ? '' : importErrorSentence(answer.error));
      if (!answer.ok || answer.value.type !== 'annotations') return;
      const found = answer.value;
      setForm((before) => withReconsidered(before, found));
    },
    [token, latest, change, setForm, setProblem],
  );
  const redecode: CardChanges['redecode'] = useCallback(
    async (item, encoding) => {
      const answer = await bridge.invoke('import:redecode', { token, key: item.key, encoding });
      setProblem(answer.ok ? '' : importErrorSentence(answer.error));
      if (!answer.ok) return;
      const found = answer.value;
      if (found.type === 'article' && item.type === 'article') {
        setForm((before) => withRedecoded(before, item, found));
      }
      if (found.type !== 'annotations') return;
      setForm((before) => withReconsidered(before, found));
      await reconsider(found, {});
    },
    [token, reconsider, setForm, setProblem],
  );

  // One after the other, so that the last one asked for is the one that stays.
  const reread: CardChanges['reread'] = useCallback(
    (source, options) => {
      setRereading((before) => before + 1);
      setForm((before) => withOptions(before, source.key, options));
      const ask = async (): Promise<void> => {
        const answer = await bridge.invoke('import:reread', { token, source: source.key, options });
        setRereading((before) => before - 1);
        setProblem(answer.ok ? '' : importErrorSentence(answer.error));
        setForm((before) =>
          answer.ok
            ? withReread(before, answer.value)
            : withOptions(before, source.key, source.options),
        );
      };
      lastRead.current = lastRead.current.then(ask, ask);
      return lastRead.current;
    },
    [token, setForm, setProblem],
  );
  const changes = useMemo(
    () => ({ change, redecode, reconsider, reread }),
    [change, redecode, reconsider, reread],
  );

  return { changes, isLooking: isLooking || rereading > 0 };
}

/** The form, and what is done with it. */
export function useImport(preview: ImportPreview) {
  const workspace = useWorkspace();
  const [form, setForm] = useState(() =>
    importFormOf(
      preview,
      (articleId) =>
        workspace.state.articles.find(({ id }) => id === articleId)?.details.event ?? null,
    ),
  );
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { token } = preview;
  const latest = useRef(form);
  useEffect(() => {
    latest.current = form;
  }, [form]);

  const isShown = (): boolean => {
    const { dialog } = workspace.state;
    return dialog?.type === 'import' && dialog.preview.token === token;
  };

  const { changes, isLooking } = useChanges(token, latest, setForm, setProblem);

  const cancel = async (): Promise<void> => {
    // Where it is too late to stop what is being stored, the sheet goes on as if nobody had asked.
    if (isBusy && !(await workspace.import.stop())) return;
    if (!outcome) void bridge.invoke('import:cancel', { token });
    if (isShown()) workspace.dialogs.close();
  };

  const commit = async (): Promise<void> => {
    const wrong = wrongDateInWords(form) ?? emptyInWords(form);
    setProblem(wrong ?? '');
    if (wrong !== null) return;
    setBusy(true);
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
    workspace.notices.say(importedInWords(wanted, answer.value, tagsOnEarlier(form)));
    if (answer.value.failed.length > 0) setOutcome(answer.value);
    else if (isShown()) workspace.dialogs.close();
    await reopened;
    await goOn(workspace, wanted, answer.value);
  };

  return {
    form,
    setForm,
    changes,
    outcome,
    problem,
    isBusy,
    isLooking,
    commit,
    cancel,
  };
}

/** Shows what came back decided, else the first article that came in. */
async function goOn(
  { articles, openCounts, returns }: Workspace,
  wanted: readonly ImportItem[],
  done: ImportOutcome,
): Promise<void> {
  const returned = wanted
    .flatMap((item) => (item.type === 'annotations' ? (item.returned ?? []) : []))
    .find((each) => each.articles.length > 0);
  const first = done.imported.find(({ articleId }) => articleId !== null)?.articleId ?? null;
  if (returned && done.failed.length === 0) await returns.leadTo(returned);
  else if (first !== null) await articles.openQuietly(first);
  if (wanted.some(({ type }) => type === 'annotations')) await openCounts.leadToReview();
}
