import { Fragment, useEffect, useId, useState } from 'react';

import { describeLoss } from '#core/exchange/content/losses.ts';
import type { ExportDone, ExportPreview, ExportRequest } from '#core/contract/export.ts';
import { showHidden } from '#core/guards/labels.ts';

import { bridge } from '../bridge.ts';
import { Check, Radio } from '../controls/Check.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { Progress } from '../controls/Progress.tsx';
import { countOf, exportErrorSentence } from '../model/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import './export.css';

type Scope = ExportRequest['scope']['type'];
/** `return:` with the annotator's id for a return. */
type Whose = 'mine' | 'everyone' | 'adjudicated' | `return:${string}`;

function whoseOf(whose: Whose, unresolved: boolean): ExportRequest['whose'] {
  switch (whose) {
    case 'mine':
    case 'everyone':
      return { type: whose };
    case 'adjudicated':
      return { type: 'adjudicated', unresolved };
    default:
      return { type: 'return', annotator: whose.slice('return:'.length) };
  }
}

function asWhose(value: string): Whose {
  return value === 'mine' || value === 'adjudicated' || value.startsWith('return:')
    ? (value as Whose)
    : 'everyone';
}

/** What is exported, with the first record as it will stand in the file. */
export function ExportSheet() {
  const workspace = useWorkspace();
  const article = useAppState((state) => state.article);
  const events = useAppState((state) => state.library.events);
  const annotators = useAppState((state) => state.library.annotators);
  const self = useAppState((state) => state.library.self.id);
  const others = annotators.filter(({ id }) => id !== self);
  const [scope, setScope] = useState<Scope>(article ? 'article' : 'all');
  const [whose, setWhose] = useState<Whose>('everyone');
  const [unresolved, setUnresolved] = useState(false);
  const [includeDecisions, setIncludeDecisions] = useState(true);
  const [includeComments, setIncludeComments] = useState(true);
  const [includeText, setIncludeText] = useState(true);
  const [hideNames, setHideNames] = useState(false);
  const [chosen, setChosen] = useState('native');
  const [spreadsheet, setSpreadsheet] = useState(true);
  const exporting = useAppState((state) => state.exporting);
  const [preview, setPreview] = useState<ExportPreview | null>(null);
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState<ExportDone | null>(null);
  const [busy, setBusy] = useState(false);
  const whoseId = useId();
  const formatId = useId();
  // A return speaks of decisions, which only the application’s own format has a way back for.
  const isReturn = whose.startsWith('return:');
  const format = isReturn ? 'native' : chosen;
  const info = workspace.formats.find(({ name }) => name === format);
  const eventId = article?.summary.details.event ?? null;
  const eventTitle = events.find(({ id }) => id === eventId)?.title;

  const request = (): ExportRequest => ({
    scope:
      scope === 'article' && article
        ? { type: 'article', articleId: article.id }
        : scope === 'event'
          ? { type: 'event', event: eventId }
          : { type: 'all' },
    whose: whoseOf(whose, unresolved),
    includeText,
    hideNames,
    includeDecisions,
    includeComments,
    format,
    spreadsheet,
  });

  useEffect(() => {
    let current = true;
    void bridge.invoke('export:preview', request()).then((answer) => {
      if (!current || (!answer.ok && answer.error.type === 'stopped')) return;
      setPreview(answer.ok ? answer.value : null);
      setProblem(answer.ok ? '' : exportErrorSentence(answer.error));
    });
    return () => {
      current = false;
    };
    // The request is made of exactly these.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [
    scope,
    whose,
    unresolved,
    includeText,
    hideNames,
    includeDecisions,
    includeComments,
    format,
    spreadsheet,
    article,
  ]);

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem('');
    const answer = await bridge.invoke('export:save', request());
    setBusy(false);
    if (answer.ok) {
      setDone(answer.value);
      setProblem('');
      workspace.notices.say(
        `Exported ${countOf(answer.value.articles, 'article')}, ${countOf(answer.value.tags, 'tag')} to ${answer.value.fileName}.`,
      );
    } else if (answer.error.type !== 'cancelled') setProblem(exportErrorSentence(answer.error));
  };
  const close = (): void => {
    workspace.dialogs.close();
  };
  /** Stops what is being exported, and leaves the sheet open for another try. */
  const cancel = (): void => {
    if (exporting) void bridge.invoke('export:stop', undefined);
    else close();
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
      title="Export"
      className="wide"
      onClose={cancel}
      actions={
        <>
          {problem !== '' && !exporting ? (
            <span role="alert" className="problem grow">
              {problem}
            </span>
          ) : exporting ? (
            <span className="progress-line grow">
              <Progress
                words={exporting.step === 'collecting' ? 'Collecting the articles…' : 'Writing…'}
                share={exporting.step === 'collecting' ? exporting.done / exporting.total : null}
              />
            </span>
          ) : (
            <span className="hint grow">{preview ? describeCounts(preview) : ''}</span>
          )}
          <button type="button" onClick={cancel}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={busy || !preview || preview.isEmpty}
            onClick={() => void save()}
          >
            {busy ? 'Exporting…' : 'Export…'}
          </button>
        </>
      }
    >
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
      {others.length > 0 ? (
        <div className="form-grid">
          <label htmlFor={whoseId}>Whose tags</label>
          <select
            id={whoseId}
            value={whose}
            onChange={(event) => {
              setWhose(asWhose(event.target.value));
            }}
          >
            <option value="everyone">Everyone’s, each apart</option>
            <option value="mine">Mine</option>
            <option value="adjudicated">The adjudicated set, with where each tag comes from</option>
            {others.map(({ id, name }) => (
              <option key={id} value={`return:${id}`}>
                {`Return to ${showHidden(name)}: their tags with your decisions`}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div className="form-grid">
        <label htmlFor={formatId}>Format</label>
        <select
          id={formatId}
          value={format}
          disabled={isReturn}
          onChange={(event) => {
            setChosen(event.target.value);
          }}
        >
          {workspace.formats.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </div>
      {preview && preview.undecided.count > 0 ? (
        <Undecided undecided={preview.undecided} isIncluded={unresolved} onChange={setUnresolved} />
      ) : null}
      {preview && preview.contested.count > 0 ? <Contested contested={preview.contested} /> : null}
      {preview?.returned ? (
        <p>
          {preview.returned.accepted} accepted, {preview.returned.changed} changed,{' '}
          {preview.returned.rejected} rejected, {preview.returned.added} added,{' '}
          {preview.returned.open} not decided.
        </p>
      ) : null}
      {preview && preview.leftOut > 0 ? (
        <p className="notice-line">
          {countOf(preview.leftOut, 'tag')} left out, because they do not fit their article’s text.
          They stay in this library.
        </p>
      ) : null}
      <fieldset className="choices-column">
        <legend>With</legend>
        {info?.text === 'optional' ? (
          <Check isChecked={includeText} onChange={setIncludeText}>
            Include article text
            <span className="hint">
              {' '}
              — without it the file has hashes and the quoted words only
            </span>
          </Check>
        ) : (
          <p className="hint">
            {info?.text === 'always'
              ? 'This format always has the articles’ texts.'
              : 'This format never has the articles’ texts.'}
          </p>
        )}
        <Check isChecked={hideNames} onChange={setHideNames}>
          Replace names with “annotator 1”, “annotator 2”, …
        </Check>
        {others.length > 0 && !isReturn ? (
          <Check isChecked={includeDecisions} onChange={setIncludeDecisions}>
            Include decisions
          </Check>
        ) : null}
        {others.length > 0 ? (
          <Check isChecked={includeComments} onChange={setIncludeComments}>
            Include comments
          </Check>
        ) : null}
        {format === 'csv' ? (
          <Check isChecked={spreadsheet} onChange={setSpreadsheet}>
            For spreadsheet programs
            <span className="hint"> — with the mark by which they know UTF-8</span>
          </Check>
        ) : null}
      </fieldset>
      {preview && preview.losses.length > 0 ? (
        <section aria-label="What this format cannot hold" className="notice-line">
          <h3 className="field-label">What this format cannot hold</h3>
          <ul className="export-losses">
            {preview.losses.map((loss) => (
              <li key={loss.kind}>{describeLoss(loss)}</li>
            ))}
          </ul>
          <p className="hint">All of it stays in this library.</p>
        </section>
      ) : null}
      {preview?.folder ? (
        <p>
          {countOf(preview.folder.count, 'file')} in a new folder:{' '}
          {preview.folder.first.map((name, index) => (
            <Fragment key={name}>
              {index === 0 ? '' : ', '}
              <bdi>{showHidden(name)}</bdi>
            </Fragment>
          ))}
          {preview.folder.count > preview.folder.first.length ? ', …' : '.'}
        </p>
      ) : null}
      {preview?.isEmpty === true ? (
        <p className="notice-line">
          This format has nothing to hold of what is chosen, so there is no file to write. Choose
          something else, or another format.
        </p>
      ) : preview || problem === '' ? (
        <>
          <h3 className="field-label">First record</h3>
          <pre className="export-preview" role="region" tabIndex={0} aria-label="First record">
            {preview ? showHidden(preview.sample) : ' '}
          </pre>
        </>
      ) : null}
    </Dialog>
  );
}

/** What the file will hold, in the words of the sheet's last line. */
function describeCounts({ articles, tags, decisions, comments }: ExportPreview): string {
  return [
    countOf(articles, 'article'),
    countOf(tags, 'tag'),
    ...(decisions > 0 ? [countOf(decisions, 'decision')] : []),
    ...(comments > 0 ? [countOf(comments, 'comment')] : []),
  ].join(', ');
}

/** Names differences, some of them, under how many there are. */
function NamedItems({
  items: { count, first },
  words,
}: {
  readonly items: ExportPreview['undecided'];
  readonly words: string;
}) {
  return (
    <details>
      <summary>{words}</summary>
      <ul>
        {first.map(({ articleId, title, kind, words: marked }, index) => (
          <li key={`${articleId} ${index}`}>
            “<bdi>{showHidden(marked)}</bdi>” ({kind.replace('-', ' ')}) in{' '}
            <bdi>{showHidden(title)}</bdi>
          </li>
        ))}
        {count > first.length ? <li>and {count - first.length} more</li> : null}
      </ul>
    </details>
  );
}

/** Names the decisions that count in the set and that somebody does not accept. */
function Contested({ contested }: { readonly contested: ExportPreview['contested'] }) {
  const { count } = contested;
  return (
    <section aria-label="Contested">
      <NamedItems
        items={contested}
        words={
          count === 1
            ? '1 decision is contested; it counts as you made it'
            : `${count} decisions are contested; they count as you made them`
        }
      />
    </section>
  );
}

/** Names the differences that nobody has decided, and asks what becomes of them. */
function Undecided({
  undecided,
  isIncluded,
  onChange,
}: {
  readonly undecided: ExportPreview['undecided'];
  readonly isIncluded: boolean;
  readonly onChange: (isIncluded: boolean) => void;
}) {
  const { count } = undecided;
  return (
    <section aria-label="Undecided">
      <NamedItems
        items={undecided}
        words={count === 1 ? '1 difference is undecided' : `${count} differences are undecided`}
      />
      <Check isChecked={isIncluded} onChange={onChange}>
        Include them, marked as unresolved
        <span className="hint"> — else they are left out</span>
      </Check>
    </section>
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
    <Radio
      name="export-scope"
      isChosen={scope === value}
      onChoose={() => {
        onChange(value);
      }}
    >
      {children}
    </Radio>
  );
}
