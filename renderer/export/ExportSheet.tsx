// The sheet from which tags are exported. What is chosen in it is in model/forms.
import { useEffect, useMemo, useState } from 'react';

import type { ExportDone, ExportPreview, ExportProgress } from '#core/contract/export.ts';

import { Dialog } from '../controls/sheets/Dialog.tsx';
import { Progress } from '../controls/Progress.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import {
  canExport,
  contentInWords,
  exportedInWords,
  exportFormOf,
  exportRequest,
  type OnScreen,
} from '../model/forms/export-form.ts';
import { exportErrorSentence } from '../model/state/messages.ts';
import { filterTags } from '../model/state/tag-list.ts';
import {
  FormatChoice,
  ScopeChoices,
  TagsChoice,
  WhoseChoice,
  WithChoices,
} from './ExportChoices.tsx';
import { Consequences, FirstRecord, Losses, NewFolder } from './ExportPreview.tsx';
import { ExportedDialog } from './ExportedDialog.tsx';
import './export.css';

/** What is exported, with the first record as it will stand in the file. */
export function ExportSheet({ articles }: { readonly articles: readonly string[] }) {
  const workspace = useWorkspace();
  const exporting = useAppState((state) => state.exporting);
  const { form, onScreen, change, preview, problem, isBusy, done, save } = useExport(articles);
  const close = (): void => {
    workspace.dialogs.close();
  };
  /** Stops what is being exported, and leaves the sheet open for another try. */
  const cancel = (): void => {
    if (exporting) workspace.export.stop();
    else close();
  };
  if (done) return <ExportedDialog done={done} onClose={close} />;
  return (
    <Dialog
      title="Export"
      className="wide"
      onClose={cancel}
      actions={
        <>
          <State exporting={exporting} problem={problem} preview={preview} />
          <button type="button" onClick={cancel}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={!canExport(preview, isBusy)}
            onClick={() => void save()}
          >
            {isBusy ? 'Exporting…' : 'Export…'}
          </button>
        </>
      }
    >
      <ScopeChoices form={form} onScreen={onScreen} onChange={change} />
      <TagsChoice form={form} onScreen={onScreen} onChange={change} />
      <WhoseChoice form={form} onChange={change} />
      <FormatChoice form={form} onChange={change} />
      {preview ? <Consequences preview={preview} form={form} onChange={change} /> : null}
      <WithChoices form={form} preview={preview} onChange={change} />
      {preview ? <Losses preview={preview} /> : null}
      {preview?.folder ? <NewFolder folder={preview.folder} /> : null}
      {preview || problem === '' ? <FirstRecord preview={preview} /> : null}
    </Dialog>
  );
}

/** What is on screen while the sheet is open; `asked`: the articles that it was opened for. */
function useOnScreen(asked: readonly string[]): OnScreen {
  const workspace = useWorkspace();
  const article = useAppState((state) => state.article);
  const chosen = useAppState((state) => state.selectedArticles);
  const selected = useAppState((state) => state.selectedTags);
  const filter = useAppState((state) => state.tagFilter);
  const compared = useAppState(({ view, compare }) => (view === 'compare' ? compare.event : null));
  return useMemo(() => {
    const { names, people } = workspace;
    const left =
      article && filter.trim() !== ''
        ? filterTags(article.tags, filter, article, names.categoryOf, people.spellingsOf)
        : [];
    return {
      article: article && { id: article.id, event: article.summary.details.event },
      compared,
      articles: asked.length > 0 ? asked : chosen.length > 1 ? chosen : [],
      selected,
      filtered: [...left].map(({ id }) => id),
    };
  }, [workspace, article, compared, asked, chosen, selected, filter]);
}

/** The form, the preview of what it asks for, and its export. */
function useExport(articles: readonly string[]) {
  const workspace = useWorkspace();
  const onScreen = useOnScreen(articles);
  const [form, setForm] = useState(() => exportFormOf(onScreen));
  const [preview, setPreview] = useState<ExportPreview | null>(null);
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState<ExportDone | null>(null);
  const [isBusy, setBusy] = useState(false);
  const request = useMemo(() => exportRequest(form, onScreen), [form, onScreen]);

  useEffect(() => {
    let isCurrent = true;
    void workspace.export.preview(request).then((answer) => {
      if (!isCurrent || (!answer.ok && answer.error.type === 'stopped')) return;
      setPreview(answer.ok ? answer.value : null);
      setProblem(answer.ok ? '' : exportErrorSentence(answer.error));
    });
    return () => {
      isCurrent = false;
    };
  }, [workspace, request]);

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem('');
    const answer = await workspace.export.save(request);
    setBusy(false);
    if (answer.ok) {
      setDone(answer.value);
      setProblem('');
      workspace.notices.say(exportedInWords(answer.value));
    } else if (answer.error.type !== 'cancelled') setProblem(exportErrorSentence(answer.error));
  };

  const change = (patch: Partial<typeof form>): void => {
    setForm((before) => ({ ...before, ...patch }));
  };
  return { form, onScreen, change, preview, problem, isBusy, done, save };
}

/** Why it cannot be exported, how far it is, or what the file will hold. */
function State({
  exporting,
  problem,
  preview,
}: {
  readonly exporting: ExportProgress | null;
  readonly problem: string;
  readonly preview: ExportPreview | null;
}) {
  if (exporting) {
    const isCollecting = exporting.step === 'collecting';
    return (
      <span className="progress-line grow">
        <Progress
          words={isCollecting ? 'Collecting the articles…' : 'Writing…'}
          share={isCollecting ? exporting.done / exporting.total : null}
        />
      </span>
    );
  }
  if (problem !== '') {
    return (
      <span role="alert" className="problem grow">
        {problem}
      </span>
    );
  }
  return <span className="hint grow">{preview ? contentInWords(preview) : ''}</span>;
}
